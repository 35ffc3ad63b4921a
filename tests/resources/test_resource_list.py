"""The resource index: rows and filters."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.models import Topic
from resources.models import ResourceIndexPage
from tests.events.html import get_text, in_order
from tests.factories import MemberFactory, restrict_to_members
from tests.resources.conftest import Add

pytestmark = pytest.mark.database
MAX_QUERIES = 10


def read(client: Client, query: str = "") -> str:
    response = client.get(f"/resources/{query}")
    assert response.status_code == 200
    return response.content.decode()


def titles(page: str) -> list[str]:
    return re.findall(r'<h3><a href="/resources/[^"]*">([^<]*)</a></h3>', page)


def filters(page: str) -> dict[str, int]:
    """Options of the filters, with the number of resources for each."""
    links = re.findall(
        r'<a href="/resources/[^"]*"[^>]*>([^<]*)<span><span[^>]*>, </span>(\d+)', page
    )
    return {label.strip(): int(count) for label, count in links}


@pytest.fixture
def three(add: Add) -> None:
    add("Guide to rights", topics=("rights",), professions=("nursing",), stages=("trainee",))
    add("Book on rights", kind="book", topics=("rights", "work"), professions=("nursing",))
    add("Work for all", topics=("work",), stages=("trainee", "qualified"))


def test_listing_is_ordered_by_title_ignoring_case(client: Client, add: Add) -> None:
    for title in ("beta", "Gamma", "Alpha"):
        add(title)
    assert titles(read(client)) == ["Alpha", "beta", "Gamma"]


def test_filters_show_result_counts(client: Client, three: None) -> None:
    expected = {"Rights": 2, "Work": 2, "Guide": 2, "Book": 1, "Nursing": 2}
    assert filters(read(client)) == expected | {"In training": 2, "Qualified": 1}


def test_filters_can_be_combined(client: Client, three: None, subtests: pytest.Subtests) -> None:
    cases = [
        ("?kind=book", ["Book on rights"]),
        ("?topic=rights", ["Book on rights", "Guide to rights"]),
        ("?profession=nursing", ["Book on rights", "Guide to rights"]),
        ("?stage=trainee", ["Guide to rights", "Work for all"]),
        ("?topic=rights&kind=guide", ["Guide to rights"]),
        ("?topic=work&stage=qualified&kind=guide", ["Work for all"]),
        ("?topic=rights&stage=qualified", []),
    ]
    for query, left in cases:
        with subtests.test(query=query, left=left):
            assert titles(read(client, query)) == left


def test_counts_respect_the_other_active_filters(client: Client, three: None) -> None:
    found = filters(read(client, "?kind=guide"))
    assert found == {
        "Rights": 1, "Work": 1, "Guide": 2, "Book": 1, "Nursing": 1, "In training": 2,
        "Qualified": 1,
    }  # fmt: skip


def test_offered_filters_return_the_counted_results(client: Client, three: None) -> None:
    page = read(client, "?topic=work")
    pattern = r'<a href="/resources/(\?[^"]*)"[^>]*>[^<]*<span><span[^>]*>, </span>(\d+)'
    offered = [
        (query.replace("&amp;", "&"), int(count)) for query, count in re.findall(pattern, page)
    ]
    assert len(offered) > 5
    for query, count in offered:
        if "topic" in query:
            assert len(titles(read(client, query))) == count > 0


def test_filters_without_results_are_not_offered(client: Client, three: None) -> None:
    Topic.objects.create(name="Unused", slug="unused")
    assert "Unused" not in read(client)
    assert "Qualified" not in filters(read(client, "?kind=book"))


def test_active_filter_can_be_removed(client: Client, three: None) -> None:
    page = read(client, "?topic=rights&kind=guide")
    assert '<a class="active-filter" href="/resources/?kind=guide">Rights' in page
    assert '<a class="active-filter" href="/resources/?topic=rights">Guide' in page
    assert '<a class="small" href="/resources/">Clear filters</a>' in page


def test_active_filter_without_results_can_be_removed(client: Client, three: None) -> None:
    page = read(client, "?topic=rights&stage=qualified")
    assert '<a class="active-filter" href="/resources/?topic=rights">Qualified' in page
    assert "No resources match all of these filters" in page


def test_unknown_filter_values_are_ignored(
    client: Client, three: None, subtests: pytest.Subtests
) -> None:
    cases = [
        "?kind=poem",
        "?topic=nothing",
        "?topic=%00",
        "?topic=" + "x" * 5000,
        "?stage=",
        "?profession='%22<script>",
        "?kind=guide%00",
        "?page=abc",
        "?page=-1",
        "?page=9999999999999999999999",
        "?unheard=of",
        "?topic=nothing&profession=nobody",
    ]
    for query in cases:
        with subtests.test(query=query):
            assert len(titles(read(client, query))) == 3


def test_pagination_keeps_the_filters(client: Client, add: Add) -> None:
    for number in range(ResourceIndexPage.page_size + 1):
        add(f"Number {number:02}", topics=("rights",))
    page = read(client, "?topic=rights")
    assert 'href="?topic=rights&amp;page=2"' in page
    assert titles(read(client, "?topic=rights&page=2")) == ["Number 12"]


def test_canonical_url_of_filtered_listing_is_the_index(client: Client, three: None) -> None:
    page = read(client, "?topic=rights&page=1")
    assert '<link rel="canonical" href="http://testserver/resources/">' in page


def test_private_resources_are_neither_listed_nor_counted(client: Client, add: Add) -> None:
    add("For all")
    restrict_to_members(add("For members", kind="book", topics=("secret-subject",)))
    page = read(client)
    assert titles(page) == ["For all"]
    assert filters(page) == {"Guide": 1}
    assert "Secret Subject" not in read(client, "?kind=book")
    client.force_login(MemberFactory())
    assert titles(read(client)) == ["For all", "For members"]
    assert filters(read(client)) == {"Guide": 1, "Book": 1, "Secret Subject": 1}


def test_drafts_are_not_listed(client: Client, add: Add) -> None:
    add("Half done").unpublish()
    assert titles(read(client)) == []


def test_helpline_row_shows_its_number(client: Client, add: Add) -> None:
    add("A kind voice", kind="helpline", phone="0800 123 45", hours="Every evening.")
    page = read(client)
    assert re.search(r'<a class="phone-number" href="tel:080012345">.*0800 123 45</a>', page)
    assert in_order(
        get_text(page),
        *(
            "Helpline",
            "A kind voice",
            "0800 123 45",
            "Every evening.",
            "Number checked 3 October 2026",
        ),
        "A plan for the first two months.",
    )


def test_row_shows_source_check_date_and_content_notes(client: Client, add: Add) -> None:
    add(stages=("qualified", "trainee"), notes=("burnout",), nation="Wales")
    page = read(client)
    assert "GOV.UK, Wales" in page
    assert "Last checked October 2026" in page
    assert "In training, Qualified" in page
    assert "Content note: burnout" in page


def test_listing_query_count_is_constant(client: Client, add: Add, warm: Any) -> None:
    queries = ("", "?topic=rights&kind=guide&profession=nursing&stage=trainee")

    def add_many(numbers: range) -> None:
        for number in numbers:
            add(
                f"Number {number}",
                topics=("rights", f"topic-{number}"),
                professions=("nursing",),
                stages=("trainee", "retired"),
                notes=("burnout",),
            )

    def count(query: str) -> int:
        read(client, query)
        with CaptureQueriesContext(connection) as captured:
            read(client, query)
        return len(captured)

    add_many(range(5))
    few = {query: count(query) for query in queries}
    add_many(range(5, 60))
    assert {query: count(query) for query in queries} == few
    assert max(few.values()) <= MAX_QUERIES


def test_empty_index_does_not_mention_filters(client: Client, index: ResourceIndexPage) -> None:
    page = read(client)
    assert "0 resources" in get_text(page)
    assert "No resources match all of these filters" not in page


def test_members_only_label_is_shown_to_members(client: Client, add: Add) -> None:
    resource = add("For members")
    restrict_to_members(resource)
    assert "Members only" not in read(client)
    client.force_login(MemberFactory())
    assert "Guide Members only For members" in get_text(read(client))
    assert "Members only" in client.get(resource.url).content.decode()
