"""One page of the list of pieces, as its template needs it."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.core.paginator import Page as PageOfItems
from django.db.models import Count

from news.kinds import Kind

if TYPE_CHECKING:
    from news.models import NewsPage
    from news.querysets import NewsPageQuerySet

CARDS = 3


class Way(NamedTuple):
    """A link to the pieces of a kind or year."""

    label: str
    value: str | int

    @property
    def href(self) -> str:
        """Its address below that of the list, as the routes of the index have it."""
        return f"kind/{self.value}/" if isinstance(self.value, str) else f"{self.value:04}/"


class Contents:
    """How many of *pieces* there are of each kind, in each year: one query for all of it."""

    def __init__(self, pieces: "NewsPageQuerySet") -> None:
        counts = pieces.order_by().values_list("kind", "date__year").annotate(Count("pk"))
        self._counts: dict[tuple[str, int | None], int] = {
            (kind, year): count for kind, year, count in counts
        }

    def total(self, kind: str = "", year: int | None = None) -> int:
        """The number of pieces, of *kind* and in *year* where these are given."""
        return sum(
            count
            for (its_kind, its_year), count in self._counts.items()
            if kind in ("", its_kind) and year in (None, its_year)
        )

    @property
    def kinds(self) -> list[Way]:
        held = {kind for kind, _ in self._counts}
        return [Way(kind.plural, kind.value) for kind in Kind if kind in held]

    @property
    def years(self) -> list[Way]:
        held = {year for _, year in self._counts if year}
        return [Way(str(year), year) for year in sorted(held, reverse=True)]


@dataclass
class Listing:
    """One page of pieces (*items*) and what this part of the list is called."""

    items: PageOfItems
    path: str
    heading: str = ""
    kicker: str = ""
    lead: str = ""
    kind: str = ""
    year: int | None = None
    contents: Contents | None = None

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
