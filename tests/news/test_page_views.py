"""View counts: counting, buffering while the database fails, and flushing at process exit."""

import datetime
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError, connection
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils import timezone
from wagtail.models import Page

from news import page_views
from news.models import DailyViews, NewsIndexPage, NewsPage
from tests.factories import MemberFactory, SuperuserFactory, make_home, publish
from tests.live_site import TIMEOUT_SECONDS

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def fresh_counter(monkeypatch: pytest.MonkeyPatch) -> page_views.ViewCounter:
    fresh = page_views.ViewCounter()
    monkeypatch.setattr(page_views, "view_counter", fresh)
    return fresh


@pytest.fixture
def page(db: None, tmp_path: Path, settings: Any) -> NewsPage:
    settings.DATA_DIR = tmp_path
    index = publish(make_home(), NewsIndexPage, slug="news")
    body = [("rich_text", "<p>Words.</p>")]
    return publish(index, NewsPage, title="Read me", summary="Do.", body=body)


def count(page: Page) -> int:
    page_views.flush_views()
    return DailyViews.objects.count_before(
        timezone.localdate() + datetime.timedelta(days=1), page.pk
    )


def build_request(user: Any = None, method: str = "get", **headers: str) -> HttpRequest:
    headers = {"HTTP_USER_AGENT": FIREFOX, **headers}
    request = getattr(RequestFactory(), method)("/news/read-me/", **headers)
    request.user = user or AnonymousUser()
    return request


def test_view_is_counted(client: Client, page: NewsPage) -> None:
    for _ in range(3):
        client.get(page.url, HTTP_USER_AGENT=FIREFOX)
    assert count(page) == 3


def test_views_of_members_are_counted_but_not_of_staff(client: Client, page: NewsPage) -> None:
    client.force_login(MemberFactory())
    client.get(page.url, HTTP_USER_AGENT=FIREFOX)
    client.force_login(SuperuserFactory())
    client.get(page.url, HTTP_USER_AGENT=FIREFOX)
    assert count(page) == 1


def test_head_request_is_not_counted(client: Client, page: NewsPage) -> None:
    client.head(page.url, HTTP_USER_AGENT=FIREFOX)
    assert count(page) == 0


def test_robots_are_not_counted(subtests: pytest.Subtests) -> None:
    cases = [
        "",
        " ",
        "Googlebot/2.1 (+http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0)",
        "curl/8.5.0",
        "python-requests/2.32",
        "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/140.0",
        "Feedly/1.0",
        "facebookexternalhit/1.1",
        "Mozilla/5.0 Chrome-Lighthouse",
    ]
    for agent in cases:
        with subtests.test(agent=agent):
            assert not page_views.is_countable(build_request(HTTP_USER_AGENT=agent))


def test_browsers_are_counted(subtests: pytest.Subtests) -> None:
    cases = [
        FIREFOX,
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
        "Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Linux; Android 15; SM-S921B) AppleWebKit/537.36 Chrome/140.0 Mobile",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Edg/140.0",
        "Lynx/2.9.2 libwww-FM/2.14 SSL-MM/1.4.1",
    ]
    for agent in cases:
        with subtests.test(agent=agent):
            assert page_views.is_countable(build_request(HTTP_USER_AGENT=agent))


def test_previews_and_prefetches_are_not_counted() -> None:
    preview = build_request()
    preview.is_preview = True  # type: ignore[attr-defined]
    assert not page_views.is_countable(preview)
    assert not page_views.is_countable(build_request(HTTP_SEC_PURPOSE="prefetch;prerender"))
    assert not page_views.is_countable(build_request(method="post"))


@pytest.mark.database
def test_flush_adds_to_existing_counts(page: NewsPage) -> None:
    today = timezone.localdate()
    DailyViews.objects.create(page=page, day=today, count=5)
    page_views.view_counter.add(page.pk, today)
    page_views.view_counter.add(page.pk, today)
    page_views.flush_views()
    assert DailyViews.objects.get().count == 7


@pytest.mark.database
def test_flush_separates_days(page: NewsPage) -> None:
    today = datetime.date(2026, 3, 2)
    page_views.view_counter.add(page.pk, today)
    page_views.view_counter.add(page.pk, today - datetime.timedelta(days=1))
    page_views.flush_views()
    assert list(DailyViews.objects.values_list("count", flat=True)) == [1, 1]
    assert DailyViews.objects.count_before(today, page.pk) == 1


@pytest.mark.database
def test_second_flush_adds_nothing(page: NewsPage) -> None:
    page_views.view_counter.add(page.pk, timezone.localdate())
    page_views.flush_views()
    page_views.flush_views()
    assert count(page) == 1


def fail(*_: Any) -> None:
    raise OperationalError("the database is away")


@pytest.mark.database
def test_flush_keeps_counts_on_database_error(page: NewsPage, client: Client) -> None:
    client.get(page.url, HTTP_USER_AGENT=FIREFOX)
    with connection.execute_wrapper(fail):
        page_views.flush_views()
    client.get(page.url, HTTP_USER_AGENT=FIREFOX)
    assert count(page) == 2


@pytest.mark.database
def test_flush_is_atomic(page: NewsPage) -> None:
    def fail_on_update(execute: Any, sql: str, *rest: Any) -> Any:
        return fail() if sql.startswith("UPDATE") else execute(sql, *rest)

    page_views.view_counter.add(page.pk, timezone.localdate())
    with connection.execute_wrapper(fail_on_update):
        page_views.flush_views()
    assert not DailyViews.objects.exists()
    assert count(page) == 1


@pytest.mark.database
def test_flush_skips_deleted_pages(page: NewsPage) -> None:
    page_views.view_counter.add(999_999, timezone.localdate())
    page_views.view_counter.add(page.pk, timezone.localdate())
    assert count(page) == 1


def test_view_counter_is_thread_safe(fresh_counter: page_views.ViewCounter) -> None:
    today = datetime.date(2026, 3, 2)

    def read() -> None:
        for _ in range(1000):
            fresh_counter.add(1, today)

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert fresh_counter._take() == {(1, today): 8000}


# In a separate process and database, since process exit is tested.
FORKED = """
import datetime, multiprocessing, os, sys
import django
django.setup()
from django.contrib.contenttypes.models import ContentType
from django.db import connection, connections
from news import page_views
from news.models import DailyViews
from server.process_exit import run_hooks_at_exit
from tests.live_site import wait_until
from wagtail.models import Locale, Page

with connection.schema_editor() as editor:
    for model in (ContentType, Locale, Page, DailyViews):
        editor.create_model(model)
Locale.objects.bulk_create([Locale(pk=1, language_code="en-gb")])
kind = ContentType.objects.create(app_label="wagtailcore", model="page")
fields = {"title": "P", "slug": "p", "url_path": "/", "content_type": kind, "locale_id": 1}
with connection.constraint_checks_disabled():
    Page.objects.bulk_create([Page(pk=1, path="0001", depth=1, **fields)])
connections.close_all()
today = datetime.date(2026, 3, 2)
mode = sys.argv[1]

def is_all_written():
    return DailyViews.objects.filter(count=7).exists()

def child(number):
    for _ in range(number):
        page_views.view_counter.add(1, today)
    if mode == "thread":
        wait_until(is_all_written, "the counts of both child processes are saved")
        os._exit(0)

# What the parent has counted is not written by its children too.
page_views.view_counter._counts[1, today] = 100
run_hooks_at_exit()
fork = multiprocessing.get_context("fork")
children = [fork.Process(target=child, args=(number,)) for number in (3, 4)]
for one in children:
    one.start()
for one in children:
    one.join()
print(DailyViews.objects.get().count)
"""


@pytest.mark.parametrize(("mode", "every"), [("exit", "3600"), ("thread", "0.2")])
def test_forked_processes_flush_their_counts(tmp_path: Path, mode: str, every: str) -> None:
    settings = tmp_path / "forked_settings.py"
    settings.write_text(f"from config.settings.test import *\nPAGE_VIEW_FLUSH_SECONDS = {every}\n")
    done = subprocess.run(
        [sys.executable, "-c", FORKED, mode],
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site"), str(tmp_path)]),
            "DJANGO_SETTINGS_MODULE": "forked_settings",
            "CACHE_URL": "locmemcache://",
            "DATABASE_URL": f"sqlite:///{tmp_path / 'views.sqlite3'}",
        },
        capture_output=True,
        text=True,
        timeout=2 * TIMEOUT_SECONDS,
        check=False,
    )
    assert done.stdout.strip() == "7", done.stderr
