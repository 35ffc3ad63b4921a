"""One page of the list of pieces, as its template needs it."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.core.paginator import Page as PageOfItems

from news.kinds import Kind

if TYPE_CHECKING:
    from news.models import NewsIndexPage, NewsPage
    from news.querysets import NewsPageQuerySet

CARDS = 3


class Way(NamedTuple):
    """A link to a part of the list, by what that part holds."""

    label: str
    href: str
    value: str | int


@dataclass
class Ways:
    """The parts of the list at *base* (a path) that hold at least one of *pieces*."""

    index: "NewsIndexPage"
    base: str
    pieces: "NewsPageQuerySet"

    @cached_property
    def kinds(self) -> list[Way]:
        held = {kind for kind, _ in self._kinds_and_years}
        kinds = [kind for kind in Kind if kind in held]
        return [Way(kind.plural, self._href("kind", kind.value), kind.value) for kind in kinds]

    @cached_property
    def years(self) -> list[Way]:
        held = sorted({year for _, year in self._kinds_and_years if year}, reverse=True)
        return [Way(str(year), self._href("year", f"{year:04}"), year) for year in held]

    @cached_property
    def _kinds_and_years(self) -> list[tuple[str, int | None]]:
        return list(self.pieces.order_by().values_list("kind", "date__year").distinct())

    @property
    def feed(self) -> str:
        return self._href("feed")

    def _href(self, name: str, *args: str) -> str:
        return f"{self.base}{self.index.reverse_subpage(name, args=args)}"


@dataclass
class Listing:
    """One page of pieces (*items*), what this part of the list is called, and ways to others."""

    items: PageOfItems
    path: str
    ways: Ways
    heading: str = ""
    kicker: str = ""
    lead: str = ""
    kind: str = ""
    year: int | None = None

    @property
    def canonical(self) -> str:
        """The one absolute address of what is shown, without whatever else was asked."""
        number = self.items.number
        return f"{settings.SITE_URL}{self.path}" + (f"?page={number}" if number > 1 else "")

    # Reading slows down as it gets older: one large, a few cards, then dated rows.

    @property
    def featured(self) -> "NewsPage | None":
        return next(iter(self._on_this_page), None) if self.items.number == 1 else None

    @property
    def cards(self) -> list["NewsPage"]:
        return self._on_this_page[1 : 1 + CARDS] if self.featured else []

    @property
    def rows(self) -> list["NewsPage"]:
        return self._on_this_page[1 + CARDS :] if self.featured else self._on_this_page

    @cached_property
    def _on_this_page(self) -> list["NewsPage"]:
        return list(self.items)
