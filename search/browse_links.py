"""Links to index pages, shown where there is no query or no result."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from events.models import MeetingIndexPage
from news.models import NewsIndexPage
from resources.models import ResourceIndexPage

INDEX_PAGES: tuple[tuple[Any, str], ...] = (
    (NewsIndexPage, "document"),
    (MeetingIndexPage, "calendar"),
    (ResourceIndexPage, "book"),
)


@dataclass(frozen=True)
class BrowseLink:
    """Link to an index page, with its introduction and an icon."""

    title: str
    url: str
    summary: str
    icon: str


def get_browse_links(request: HttpRequest) -> Iterator[BrowseLink]:
    """Links to all index pages visible to the user. One query per type."""
    for model, icon in INDEX_PAGES:
        for page in model.objects.visible_to(request.user).order_by("path"):
            yield BrowseLink(page.title, page.get_url(request) or "", page.summary_text, icon)
