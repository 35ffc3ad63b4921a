"""Fixtures for a news index and articles."""

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Page

from core.models import ContentNote
from core.navigation import snapshot
from news.models import Author, NewsIndexPage, NewsPage
from tests.factories import make_home, publish, published_now

Write = Callable[..., NewsPage]


@pytest.fixture(autouse=True)
def _own_copies(tmp_path: Any, settings: Any) -> None:
    """Each test has its own snapshot of the site chrome."""
    settings.DATA_DIR = tmp_path


@pytest.fixture
def home(db: None) -> Page:
    return make_home()


@pytest.fixture
def index(home: Page) -> NewsIndexPage:
    return publish(home, NewsIndexPage, title="News", slug="news", introduction="<p>Ours.</p>")


def paragraph(text: str) -> list[tuple[str, str]]:
    return [("rich_text", f"<p>{text}</p>")]


@pytest.fixture
def write(index: NewsIndexPage) -> Write:
    """Publish an article; ``tags`` and ``notes`` are names."""

    def write_article(
        title: str = "Two chairs",
        tags: tuple[str, ...] = (),
        notes: tuple[str, ...] = (),
        **fields: Any,
    ) -> NewsPage:
        fields = {"summary": "A summary.", "body": paragraph("The body."), **fields}
        page = NewsPage(title=title, **published_now(), **fields)
        page.tags.add(*tags)
        page.content_notes = [ContentNote.objects.get_or_create(name=name)[0] for name in notes]
        Page.objects.get(pk=index.pk).add_child(instance=page)
        return NewsPage.objects.get(pk=page.pk)

    return write_article


@pytest.fixture
def larch(db: None) -> Author:
    return Author.objects.create(
        name="Larch", slug="larch", role="Mental health nurse", bio="Larch writes here."
    )


@pytest.fixture
def warm(index: NewsIndexPage) -> None:
    """The snapshot of the site chrome exists, as on a site in use."""
    snapshot.write_snapshot()
