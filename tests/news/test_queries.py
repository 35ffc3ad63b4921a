"""However many pieces there are, reading one or a list of them asks the database as often."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from news.models import Author, NewsIndexPage, NewsPage, NewsPageTag
from taggit.models import Tag
from tests.factories import ImageFactory
from tests.news.conftest import Write, paragraph

MOST = 10


def count_queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection, ) as queries:
        assert client.get(path).status_code == 200
    for query in queries.captured_queries: print(query["sql"][:300])
    return len(queries)


@pytest.fixture
def many(write: Write, index: NewsIndexPage, larch: Author) -> Any:
    """Five full pieces, and a way to add more of them quickly."""
    picture = ImageFactory()

    def add(numbers: range) -> None:
        for number in numbers:
            write(
                f"Piece {number}",
                date=datetime.date(2026, 1, 1) + datetime.timedelta(days=number),
                author=larch,
                lead_image=picture,
                lead_image_decorative=True,
                tags=("identity", "work"),
                notes=("burnout",),
                body=paragraph("words " * 600),
            )

    add(range(5))
    return add


@pytest.mark.parametrize(
    "path",
    ["/news/", "/news/kind/news/", "/news/tag/identity/", "/news/author/larch/", "/news/2026/"],
)
def test_lists_ask_as_often_for_200_pieces_as_for_5(
    client: Client, many: Any, warm: None, path: str
) -> None:
    few = count_queries(client, path)
    many(range(5, 200))
    assert count_queries(client, path) == few <= MOST


def test_a_piece_asks_as_often_among_200_as_among_5(
    client: Client, many: Any, warm: None
) -> None:
    few = count_queries(client, "/news/piece-3/")
    many(range(5, 200))
    assert count_queries(client, "/news/piece-3/") == few <= MOST


def test_the_feed_asks_as_often_for_20_pieces_as_for_5(
    client: Client, many: Any, warm: None
) -> None:
    few = count_queries(client, "/news/feed/")
    many(range(5, 25))
    assert count_queries(client, "/news/feed/") == few <= MOST


def test_views_cost_one_query_where_they_are_shown(
    client: Client, write: Write, warm: None
) -> None:
    hidden, shown = write("Hidden"), write("Shown", show_views=True)
    assert count_queries(client, shown.url) == count_queries(client, hidden.url) + 1
