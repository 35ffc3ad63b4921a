"""Cached values are used until the site changes, and no longer."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from core.caching import cached_until_change, get_site_version, request_cache
from core.navigation.snapshot import discard_snapshot, write_snapshot
from core.visibility.links import get_linked_page, get_visible_url
from home.models import HomePage, StandardPage
from tests.factories import make_home, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> HomePage:
    return make_home()


@pytest.fixture
def linked(home: HomePage) -> StandardPage:
    page = publish(home, StandardPage, title="Guidelines")
    home = HomePage.objects.get()
    home.primary_link_label, home.primary_link = "How we work", page.page_ptr
    home.save_revision().publish()
    write_snapshot()
    return page


def test_cached_until_change_is_bypassed_without_snapshot(home: HomePage) -> None:
    discard_snapshot()
    answers = iter([1, 2])
    assert [cached_until_change("number", lambda: next(answers)) for _ in range(2)] == [1, 2]


def test_cached_until_change_keeps_values_until_next_version(home: HomePage) -> None:
    write_snapshot()
    answers: Any = iter([1, 2])
    first = get_site_version()
    assert [cached_until_change("number", lambda: next(answers)) for _ in range(2)] == [1, 1]
    write_snapshot()
    assert get_site_version() != first
    assert cached_until_change("number", lambda: next(answers)) == 2


def test_linked_page_is_read_once(linked: StandardPage) -> None:
    with request_cache():
        assert get_visible_url(get_linked_page(linked.pk)) == "/guidelines/"
        with CaptureQueriesContext(connection) as queries:
            assert get_visible_url(get_linked_page(linked.pk)) == "/guidelines/"
    assert len(queries) == 0


def test_link_disappears_when_page_is_unpublished(client: Client, linked: StandardPage) -> None:
    assert b'href="/guidelines/"' in client.get("/").content
    linked.unpublish()
    assert b"/guidelines/" not in client.get("/").content


def test_link_follows_moved_page(client: Client, linked: StandardPage) -> None:
    assert b'href="/guidelines/"' in client.get("/").content
    page = StandardPage.objects.get(pk=linked.pk)
    page.slug = "how-we-work"
    page.save_revision().publish()
    assert b'href="/how-we-work/"' in client.get("/").content


def test_link_disappears_when_page_is_deleted(client: Client, linked: StandardPage) -> None:
    Page.objects.get(pk=linked.pk).delete()
    assert b"/guidelines/" not in client.get("/").content


def test_rich_text_link_has_no_url_while_page_is_unpublished(
    client: Client, home: HomePage, linked: StandardPage
) -> None:
    text = f'<p><a linktype="page" id="{linked.pk}">how we work</a></p>'
    about = publish(home, StandardPage, title="About", body=[("rich_text", text)])
    assert b'<a href="/guidelines/">how we work</a>' in client.get(about.url).content
    linked.unpublish()
    assert b"<a>how we work</a>" in client.get(about.url).content
