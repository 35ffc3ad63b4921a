"""Pages and forms while the database is read-only or full."""

from typing import Any

import pytest
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.test import Client

from core.caching import CacheUnavailable, StrictDatabaseCache
from core.views import health
from home.models import StandardPage
from membership.models import Application
from news.models import NewsIndexPage, NewsPage
from server.setup import create_settings
from tests.factories import PASSWORD, UserFactory, open_join_page, publish
from tests.membership.applicant import Applicant
from tests.read_only import read_only_database

pytestmark = [
    pytest.mark.database,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
SIGN_IN = "/account/login/"


@pytest.fixture
def browser(home: Any) -> Client:
    create_settings()
    return Client(raise_request_exception=False)


def test_pages_are_read(home: Any, browser: Client, subtests: pytest.Subtests) -> None:
    publish(home, StandardPage, title="About", slug="about")
    news = publish(home, NewsIndexPage, title="News", slug="news")
    publish(news, NewsPage, title="An article", slug="article", summary="Short.")
    open_join_page(home)
    paths = ("/", "/about/", "/news/", "/news/article/", "/join/", SIGN_IN, "/search/?q=article")
    with read_only_database():
        for path in (*paths, "/sitemap.xml", "/news/feed/", "/account/password/reset/"):
            with subtests.test(path=path):
                assert browser.get(path).status_code == 200


@pytest.mark.skipif(
    not isinstance(caches["default"], DatabaseCache), reason="The cache is not a database table."
)
def test_right_password_is_503_and_no_failed_attempt(home: Any, browser: Client) -> None:
    user = UserFactory()
    form = {"login": user.email, "password": PASSWORD}
    with read_only_database():
        answers = [browser.post(SIGN_IN, form) for _ in range(10)]
    assert [answer.status_code for answer in answers] == [503] * 10
    assert answers[0].headers["Retry-After"] == "120"
    assert browser.post(SIGN_IN, form).status_code == 302


def test_application_is_given_back_and_sent_later(home: Any, browser: Client) -> None:
    open_join_page(home)
    applicant = Applicant(browser, name="Robin Redbreast")
    applicant.check()
    with read_only_database():
        answer = applicant.send()
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "120"
    applicant.page = answer.content.decode()
    assert "Robin Redbreast" in applicant.page
    assert "could not store your application" in applicant.page
    assert not Application.objects.exists()
    assert applicant.send().headers["Location"] == "/join/sent/"
    assert Application.objects.count() == 1


def test_readyz_is_503_until_database_recovers(
    home: Any, browser: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def ask() -> int:
        monkeypatch.setattr(health, "readiness", health.Readiness())
        return browser.get("/readyz").status_code

    with read_only_database():
        assert ask() == 503
    assert "Not ready: database" in caplog.text
    assert ask() == 200


@pytest.mark.skipif(connection.vendor != "sqlite", reason="Only SQLite has PRAGMA.")
def test_cache_of_full_database_raises() -> None:
    cache = StrictDatabaseCache("django_cache", {})
    with connection.cursor() as cursor:
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        max_pages = cursor.execute("PRAGMA max_page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        try:
            with pytest.raises(CacheUnavailable):
                fill(cache)
        finally:
            cursor.execute(f"PRAGMA max_page_count = {max_pages}")


def fill(cache: StrictDatabaseCache) -> None:
    for number in range(100_000):
        cache.add(f"key-{number}", "a" * 3000)
