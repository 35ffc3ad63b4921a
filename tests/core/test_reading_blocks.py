"""Numbering of references and heading levels across the blocks of a body."""

import re
import uuid
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from wagtail.models import Page

from core.blocks import BodyStreamBlock
from home.models import StandardPage
from tests.factories import publish
from tests.html import assert_valid

pytestmark = pytest.mark.django_db
LAW = {"text": "<p><i>Equality Act</i> 2010.</p>", "url": "https://example.org/act", "label": ""}
BOOK = {"text": "<p>A book.</p>", "url": "https://example.org/book", "label": "Read it"}
HEADINGS = re.compile(r"<h([1-6])[^>]*>([^<]*)</h\1>")


def body_of(*values: tuple[str, Any]) -> Any:
    raw = [{"type": name, "value": value, "id": str(uuid.uuid4())} for name, value in values]
    return BodyStreamBlock().to_python(raw)


def read(home: Page, *values: tuple[str, Any]) -> str:
    """The main element of a page with this body."""
    publish(home, StandardPage, title="A page", slug="a-page", body=body_of(*values))
    page = Client().get("/a-page/").content.decode()
    assert_valid(page)
    return page.partition("<main")[2].partition("</main")[0]


def headings(page: str) -> list[tuple[str, str]]:
    return HEADINGS.findall(page)


def test_references_have_a_heading_numbers_and_links(home: Page) -> None:
    page = read(home, ("references", {"heading": "Sources", "items": [LAW, BOOK]}))
    assert ("2", "Sources") in headings(page)
    assert re.findall(r'<li id="(.*?)"', page) == ["ref-1", "ref-2"]
    assert '<a href="https://example.org/act" class="bare-url">https://example.org/act</a>' in page
    assert '<a href="https://example.org/book">Read it</a>' in page


def test_references_need_no_heading(home: Page) -> None:
    page = read(home, ("references", {"heading": "", "items": [LAW]}))
    assert [level for level, _ in headings(page)] == ["1"]


def test_second_reference_list_continues_numbering(home: Page) -> None:
    first = {"heading": "Books", "items": [BOOK, BOOK]}
    second = {"heading": "Laws", "items": [LAW]}
    page = read(home, ("references", first), ("references", second))
    assert re.findall(r'id="(ref-\d+)"', page) == ["ref-1", "ref-2", "ref-3"]
    assert '<ol start="3">' in page


def test_text_links_to_reference(home: Page) -> None:
    text = '<p>So it is.<sup><a href="#ref-1">1</a></sup></p>'
    page = read(home, ("rich_text", text), ("references", {"heading": "", "items": [LAW]}))
    (anchor,) = re.findall(r'<sup><a href="#(.*?)">', page)
    assert f'id="{anchor}"' in page


def test_references_are_searchable_and_counted() -> None:
    body = body_of(("references", {"heading": "Sources", "items": [BOOK]}))
    text = StandardPage(title="T", body=body).body_text
    for part in ("Sources", "A book.", "Read it"):
        assert part in text


def test_reference_url_is_absolute_or_missing(subtests: pytest.Subtests) -> None:
    reference = BodyStreamBlock().child_blocks["references"].child_blocks["items"].child_block
    for address in ("javascript:alert(1)", "example.org", "/guidelines/"):
        with (
            subtests.test(address=address),
            pytest.raises(ValidationError, match="full web address"),
        ):
            reference.child_blocks["url"].clean(address)


def test_first_heading_level_is_normalised(home: Page) -> None:
    page = read(
        home,
        ("heading", {"text": "One", "level": "h3"}),
        ("heading", {"text": "Two", "level": "h2"}),
        ("heading", {"text": "Three", "level": "h3"}),
    )
    assert headings(page) == [("1", "A page"), ("2", "One"), ("2", "Two"), ("3", "Three")]


LISTS = [
    ("steps", {"heading": "", "items": [{"title": "Read", "text": "<p>It all.</p>"}]}),
    ("people", {"people": [{"name": "Larch", "role": "Nurse"}]}),
    ("link_cards", {"cards": [{"title": "Meetings", "url": "https://example.org/"}]}),
    ("callout", {"tone": "care", "title": "Take care", "text": "<p>Stop here.</p>"}),
]


def test_body_can_begin_with_named_items(home: Page, subtests: pytest.Subtests) -> None:
    for block in LISTS:
        with subtests.test(block=block), transaction.atomic():
            assert headings(read(home, block)) == [("1", "A page")]
            transaction.set_rollback(True)


def test_table_numbers_are_right_aligned(home: Page) -> None:
    cells = {
        "columns": [{"type": "text", "heading": "Year"}, {"type": "number", "heading": "People"}],
        "rows": [{"values": ["2026", 12]}],
    }
    page = read(home, ("table", {"caption": "How many came", "table": cells}))
    assert '<th scope="col">Year</th>' in page
    assert '<th scope="col" class="num">People</th>' in page
    assert 'role="region" tabindex="0" aria-label="How many came"' in page
