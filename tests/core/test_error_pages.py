"""Error pages: 403, 404, 413, 500 and 503."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client

from core.models import Helpline, NavigationSettings, SiteTextSettings
from core.navigation import snapshot
from core.views.errors import render_too_large_page
from home.models import HomePage, StandardPage
from tests.factories import publish
from tests.html import assert_one_first_heading, assert_valid

pytestmark = pytest.mark.django_db


@pytest.fixture
def about(home):
    """A page in the menu, a helpline, and site text of an editor."""
    page = publish(home, StandardPage, title="About", slug="about")
    navigation = NavigationSettings.load()
    navigation.main_menu = [
        ("item", {"label": "Who we are", "page": page.page_ptr, "url": "", "children": []})
    ]
    navigation.save()
    Helpline.objects.create(
        name="A voice at night", number="0800 1", url="tel:08001", review_by="2030-01-01"
    )
    text = SiteTextSettings.load()
    text.not_found_heading, text.forbidden_heading = "Nothing stands here", "Not for you"
    text.server_error_heading, text.unavailable_heading = "We broke it", "Back very soon"
    text.save()
    return page


@pytest.fixture
def anonymous():
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


def assert_error_page(response, status, text):
    page = response.content.decode()
    assert response.status_code == status
    assert text in page
    assert "Who we are" in page
    assert "A voice at night" in page
    assert_valid(page)
    assert_one_first_heading(page)
    assert not response.cookies
    return page


def test_404_shows_editable_text(about, anonymous, subtests):
    for path in ("/nothing/", "/about/nothing/", "/nothing", "/no%ff/", "/a.php"):
        with subtests.test(path=path):
            page = assert_error_page(anonymous.get(path, follow=True), 404, "Nothing stands here")
            assert '<meta name="robots" content="noindex">' in page


def test_404_is_same_for_signed_in_users(about, visit, member):
    response = visit(member).get("/nothing/")
    assert response.status_code == 404
    assert "Nothing stands here" in response.content.decode()
    assert response.headers["Cache-Control"] == "private, no-store"


def test_403_shows_editable_text(about, visit, member):
    response = visit(member).get("/admin/")
    assert response.status_code == 403
    assert "Not for you" in response.content.decode()
    assert response.headers["Cache-Control"] == "private, no-store"
    assert_valid(response.content.decode())


def test_csrf_failure_shows_403_page(about, anonymous):
    response = anonymous.post("/account/login/", {"login": "a@example.org", "password": "b"})
    assert_error_page(response, 403, "Not for you")
    assert response.headers["Cache-Control"] == "private, no-store"


def test_unknown_host_gets_error_page_without_its_name(about, anonymous):
    response = anonymous.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "evil.example" not in response.content.decode()


@pytest.fixture
def broken(monkeypatch) -> Any:
    """A home page that raises the given error."""

    def fail_with(error: Exception) -> None:
        def serve(*args: Any) -> None:
            raise error

        monkeypatch.setattr(HomePage, "serve", serve)

    return fail_with


def test_500_shows_menu_and_helplines(about, anonymous, broken):
    snapshot.write_snapshot()
    broken(ValueError("a secret"))
    page = assert_error_page(anonymous.get("/"), 500, "We broke it")
    assert "a secret" not in page
    assert "Traceback" not in page


def test_500_shows_nothing_about_user(about, visit, member, broken):
    snapshot.write_snapshot()
    broken(ValueError("a secret"))
    response = visit(member).get("/")
    assert response.status_code == 500
    assert response.headers["Cache-Control"] == "private, no-store"


def test_permission_denied_is_not_500(about, anonymous, broken):
    broken(PermissionDenied("a secret"))
    assert_error_page(anonymous.get("/"), 403, "Not for you")


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_database_error_in_view_is_503(about, anonymous, broken, error):
    snapshot.write_snapshot()
    broken(error("no such place"))
    response = anonymous.get("/")
    assert_error_page(response, 503, "Back very soon")
    assert response.headers["Retry-After"] == "120"


def test_413_names_limit_without_query(about, break_database):
    snapshot.write_snapshot()
    break_database()
    page = assert_error_page(render_too_large_page(), 413, "This is too large to send")
    assert "at most 20.0" in page


@pytest.fixture
def break_database(monkeypatch, home) -> Iterator[Any]:
    """Makes the database unavailable: closes all connections, and prevents new ones."""

    def break_connections() -> None:
        def fails(*args: Any, **kwargs: Any) -> None:
            raise OperationalError("unable to open database file")

        monkeypatch.setattr(BaseDatabaseWrapper, "connect", fails)
        monkeypatch.setattr(BaseDatabaseWrapper, "_cursor", fails)
        for connection in connections.all():
            monkeypatch.setattr(connection, "connection", None)

    yield break_connections
    monkeypatch.undo()


PATHS = ["/", "/about/", "/nothing/", "/search/?q=help", "/sitemap.xml", "/media/images/a.png"]


def test_503_shows_menu_and_helplines_from_snapshot(about, anonymous, break_database, subtests):
    snapshot.write_snapshot()
    break_database()
    for path in PATHS:
        with subtests.test(path=path):
            response = anonymous.get(path)
            page = assert_error_page(response, 503, "Back very soon")
            assert response.headers["Retry-After"] == "120"
            assert "unable to open" not in page
            assert "Operational" not in page


def test_503_uses_older_snapshot(about, anonymous, break_database):
    snapshot.write_snapshot()
    snapshot.discard_snapshot()
    break_database()
    assert_error_page(anonymous.get("/"), 503, "Back very soon")


@pytest.mark.parametrize("wreck", [None, "{half", "[]", "null"])
def test_503_uses_fallback_without_snapshot(home, anonymous, break_database, settings, wreck):
    if wreck:
        (settings.DATA_DIR / "site-chrome.json").write_text(wreck)
    break_database()
    response = anonymous.get("/")
    page = response.content.decode()
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "120"
    for number in ("999", "111", "116 123", "85258"):
        assert number in page
    assert_valid(page)
    assert_one_first_heading(page)


def test_503_is_same_for_signed_in_users(about, visit, member, break_database):
    snapshot.write_snapshot()
    client = visit(member)
    break_database()
    response = client.get("/about/")
    assert response.status_code == 503
    assert "Who we are" in response.content.decode()
    assert response.headers["Cache-Control"] == "private, no-store"


def test_every_page_shows_helplines(about, client):
    for path in ("/", "/about/", "/account/login/", "/search/", "/nothing/"):
        assert "A voice at night" in client.get(path).content.decode(), path
