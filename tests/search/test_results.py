"""Search results: excerpts, types, dates and pagination."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.search_promotions.models import Query, QueryDailyHits, SearchPromotion
from wagtail.models import Page

from core.models import ContentNote, SiteTextSettings
from core.navigation import snapshot
from core.search_text import parse_terms
from news.models import NewsIndexPage, NewsPage
from resources.models import ResourceIndexPage, ResourcePage
from search.excerpts import EXCERPT_LENGTH, excerpt
from tests.events.html import assert_valid, get_text
from tests.factories import DocumentFactory, SuperuserFactory, publish, restrict_to_members
from tests.search.conftest import Ask, Write, tabs, titles


@pytest.fixture
def resource(home: Page) -> ResourcePage:
    index = publish(home, ResourceIndexPage, title="Resources", slug="resources")
    return publish(
        index,
        ResourcePage,
        title="Telling a supervisor",
        kind="book",
        summary="What to say.",
        source_name="Ours",
        checked_on=datetime.date(2026, 10, 3),
        body=[("rich_text", "<p>The supervisor hears a detail.</p>")],
    )


@pytest.mark.database
def test_terms_are_highlighted_in_excerpts(ask: Ask, write: Write) -> None:
    write("A page", "Long before. " * 40 + "A supervisor listens. " + "Long after. " * 40)
    page = ask("supervisors")
    assert "A <mark>supervisor</mark> listens." in page
    assert '<p class="prose">… ' in page
    assert " …</p>" in page


def test_markup_in_content_is_escaped(ask: Ask, resource: ResourcePage) -> None:
    resource.title = "<b>Bold</b>"
    resource.summary = "A <script>alert('supervisor')</script> & more."
    resource.save()
    page = ask("supervisor")
    assert (
        "&lt;script&gt;alert(&#x27;<mark>supervisor</mark>&#x27;)&lt;/script&gt; &amp; more."
        in page
    )
    assert "<b>Bold" not in page


def test_query_is_escaped(ask: Ask) -> None:
    page = ask('"><script>alert(1)</script>')
    assert "<script>alert" not in page
    assert 'value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in page


def test_excerpt_is_cut_to_length(subtests: pytest.Subtests) -> None:
    cases = [
        ("", "nurse", ""),
        ("Nothing here.", "nurse", "Nothing here."),
        ("A nurse. Nurses!", "nurse", "A <mark>nurse</mark>. <mark>Nurses</mark>!"),
        ("x" * 1000, "nurse", "x" * EXCERPT_LENGTH + " …"),
        ("Café", "cafe", "<mark>Café</mark>"),
    ]
    for text, query, shown in cases:
        with subtests.test(text=text, query=query):
            assert excerpt([text], parse_terms(query)) == shown


def test_excerpt_uses_the_first_text_with_a_match() -> None:
    assert excerpt(["A summary.", "The nurse."], parse_terms("nurse")) == "The <mark>nurse</mark>."


def test_result_shows_type_and_date(ask: Ask, client: Client, resource: ResourcePage) -> None:
    page = ask("supervisor")
    assert "Resource Last checked October 2026" in get_text(page)
    assert "#book" in page


@pytest.mark.database
def test_excerpt_is_the_summary_if_the_title_matches(ask: Ask, resource: ResourcePage) -> None:
    assert '<p class="prose">What to say.</p>' in ask("supervisor")
    assert "hears a <mark>detail</mark>" in ask("supervisor detail")
    ResourcePage.objects.update(summary="")
    assert "The <mark>supervisor</mark> hears" in ask("supervisor")


@pytest.mark.database
def test_excerpt_is_the_summary_if_there_are_content_notes(
    ask: Ask, resource: ResourcePage
) -> None:
    assert "hears a <mark>detail</mark>" in ask("detail")
    resource.content_notes = [ContentNote.objects.create(name="burnout")]
    resource.save()
    page = ask("detail")
    assert "hears a" not in page
    assert "Content note: burnout" in page
    assert "What to say." in page


@pytest.mark.database
def test_tabs_count_and_link_each_type(
    ask: Ask, write: Write, home: Page, resource: ResourcePage
) -> None:
    write("A page on supervisors")
    DocumentFactory(title="Supervisor letter")
    news = publish(home, NewsIndexPage, title="News", slug="news")
    day = datetime.date(2026, 9, 16)
    publish(news, NewsPage, title="A supervisor speaks", kind="opinion", date=day, summary="Mm.",
            body=[("rich_text", "<p>Mm.</p>")])  # fmt: skip
    page = ask("supervisor")
    assert tabs(page) == {"All": 4, "News": 1, "Resources": 1, "Pages": 1, "Documents": 1}
    assert 'href="?q=supervisor&amp;kind=documents"' in page
    assert titles(ask("supervisor", kind="news")) == ["A supervisor speaks"]
    assert "16 September 2026" in ask("supervisor", kind="news")
    assert titles(ask("supervisor", kind="documents")) == ["Supervisor letter"]
    assert titles(ask("supervisor", kind="meetings")) == []


@pytest.mark.database
def test_invalid_parameters_are_ignored(ask: Ask, write: Write, subtests: pytest.Subtests) -> None:
    write("A meeting")
    for odd in ({"kind": "poems"}, {"kind": "\0"}, {"page": "abc"}, {"page": "-3"}):
        with subtests.test(odd=odd):
            assert titles(ask("meeting", **odd)) == ["A meeting"]


@pytest.mark.database
def test_results_are_paginated(ask: Ask, write: Write) -> None:
    for number in range(14):
        write(f"Meeting {number:02}")
    page = ask("meeting", kind="pages")
    assert len(titles(page)) == 12
    assert 'href="?q=meeting&amp;kind=pages&amp;page=2"' in page
    rest = ask("meeting", kind="pages", page=2)
    assert len(titles(rest)) == 2
    assert '<ol class="divided results" start="13">' in rest
    assert not set(titles(page)) & set(titles(rest))


@pytest.mark.database
def test_no_results_text_is_editable(ask: Ask) -> None:
    site_text = SiteTextSettings.load()
    site_text.no_results = "Not a thing."
    site_text.save()
    assert "Not a thing." in ask("zzzzzz")
    assert "Not a thing." not in ask("")


def test_query_stays_in_field_and_count_is_shown(ask: Ask, write: Write) -> None:
    write("A meeting")
    assert "1 result " in get_text(ask("meeting"))
    assert "No results " in get_text(ask("zzzzzz"))
    assert 'value="zzzzzz"' in ask("zzzzzz")


def test_queries_are_not_stored(ask: Ask, write: Write) -> None:
    write("A meeting")
    page = ask("meeting")
    assert "We do not store what you search for." in page
    assert not Query.objects.exists()
    assert not QueryDailyHits.objects.exists()


def test_results_page_is_noindex(ask: Ask) -> None:
    assert '<meta name="robots" content="noindex">' in ask("meeting")


def test_page_is_valid_html(ask: Ask, write: Write, resource: ResourcePage) -> None:
    write("A supervisor", "supervisor " * 100)
    for question in ("", "supervisor", "supervisior", "zzzzz", '<"&>'):
        assert_valid(ask(question))


def test_views_accept_safe_methods_only(client: Client, home: Page) -> None:
    assert client.post("/search/", {"q": "x"}).status_code == 405
    assert client.post("/search/suggest/", {"q": "x"}).status_code == 405
    assert client.head("/search/?q=x").status_code == 200


def test_readers_get_no_cookie(client: Client, write: Write) -> None:
    write("A meeting")
    assert not client.get("/search/?q=meeting").cookies
    assert not client.get("/search/suggest/?q=meeting").cookies


# --- Promoted results --------------------------------------------------------------------------


def promote(query: str, **fields: Any) -> SearchPromotion:
    return SearchPromotion.objects.create(query=Query.get(query), **fields)


@pytest.mark.database
def test_promoted_page_comes_first(ask: Ask, write: Write) -> None:
    write("Meeting, meeting", "meeting")
    promote("meeting", page=write("Start here"))
    assert titles(ask("Meeting ")) == ["Start here", "Meeting, meeting"]
    assert titles(ask("meetings")) == ["Meeting, meeting"]


@pytest.mark.database
def test_promoted_page_is_listed_once(ask: Ask, write: Write) -> None:
    write("A meeting")
    promote("meeting", page=write("The meeting"))
    assert titles(ask("meeting")) == ["The meeting", "A meeting"]


@pytest.mark.database
def test_private_promoted_page_is_hidden_from_anonymous_users(
    ask: Ask, client: Client, write: Write
) -> None:
    page = write("Start here")
    promote("meeting", page=page)
    restrict_to_members(page)
    assert "Start here" not in ask("meeting")
    client.force_login(SuperuserFactory())
    assert titles(ask("meeting")) == ["Start here"]


@pytest.mark.database
def test_promoted_link_comes_first(ask: Ask, write: Write) -> None:
    write("A helpful page")
    promote("help", external_link_url="https://example.org/", external_link_text="Elsewhere")
    assert titles(ask("help")) == ["Elsewhere", "A helpful page"]


# --- Queries -----------------------------------------------------------------------------------


@pytest.mark.database
def test_search_query_count_is_constant(client: Client, write: Write) -> None:
    def count(address: str) -> int:
        snapshot.write_snapshot()
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    for number in range(8):
        write(f"Supervisor {number}", "words " * 100)
    few = [count("/search/?q=supervisor"), count("/search/suggest/?q=supervisor")]
    for number in range(8, 40):
        write(f"Supervisor {number}", "words " * 100)
    assert [count("/search/?q=supervisor"), count("/search/suggest/?q=supervisor")] == few
    assert max(few) <= 10, few
