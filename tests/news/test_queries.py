"""Query counts of articles and lists do not depend on the number of articles."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from taggit.models import Tag
from wagtail.models import Page

from core.models import ContentNote, CustomImage
from news.models import Author, NewsIndexPage, NewsPage, NewsPageTag
from tests.factories import ImageFactory
from tests.news.conftest import Write, paragraph

pytestmark = pytest.mark.database
MAX_QUERIES = 10
LISTS = ["/news/", "/news/kind/news/", "/news/author/larch/", "/news/2026/", "/news/tag/identity/"]


def count_queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


class Filler:
    """Creates many complete articles without revisions."""

    def __init__(self, index: NewsIndexPage, author: Author) -> None:
        self.index, self.author = index, author
        self.picture: CustomImage = ImageFactory()
        self.tags = [Tag.objects.create(name=name, slug=name) for name in ("identity", "work")]
        self.note = ContentNote.objects.get_or_create(name="burnout")[0]

    def write(self, numbers: range) -> None:
        for number in numbers:
            page = NewsPage(
                title=f"Piece {number}",
                date=datetime.date(2026, 1, 1) + datetime.timedelta(days=number),
                summary="A summary.",
                body=paragraph("words " * 100),
                author=self.author,
                lead_image=self.picture,
                lead_image_decorative=True,
            )
            page.content_notes = [self.note]
            page.tagged_items = [NewsPageTag(tag=tag) for tag in self.tags]
            Page.objects.get(pk=self.index.pk).add_child(instance=page)


@pytest.fixture
def filler(index: NewsIndexPage, larch: Author, settings: object) -> Filler:
    larch.photo = ImageFactory()
    larch.save()
    return Filler(index, larch)


def test_page_and_listing_query_counts_are_constant(
    client: Client, filler: Filler, warm: None
) -> None:
    paths = [*LISTS, "/news/piece-3/"]
    filler.write(range(5))
    few = {path: count_queries(client, path) for path in paths}
    filler.write(range(5, 60))
    assert {path: count_queries(client, path) for path in paths} == few
    assert max(few.values()) <= MAX_QUERIES, few


def test_feed_query_count_is_constant(client: Client, filler: Filler, warm: None) -> None:
    filler.write(range(5))
    few = count_queries(client, "/news/feed/")
    filler.write(range(5, 25))
    assert count_queries(client, "/news/feed/") == few <= MAX_QUERIES


def test_showing_views_costs_one_query(client: Client, write: Write, warm: None) -> None:
    hidden, shown = write("Hidden"), write("Shown", show_views=True)
    assert count_queries(client, shown.url) == count_queries(client, hidden.url) + 1
