"""Context of the news listing's template."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.core.paginator import Page as PaginatorPage
from django.db.models import Count

from core.caching import cached_until_change
from core.visibility.restrictions import UserOrNone
from news.choices import ArticleType

if TYPE_CHECKING:
    from news.models import Author, NewsIndexPage, NewsPage
    from news.querysets import NewsPageQuerySet

CARDS_PER_ROW = 3
# A short list; other tags are reached from articles and by search.
MAX_TAGS = 24


class FilterLink(NamedTuple):
    """A link to the articles of a type, tag or year; *path* is relative to the index."""

    label: str
    value: str | int
    path: str


class ListingFacets:
    """Counts of *articles* by type and year, and their most used tags."""

    def __init__(self, articles: "NewsPageQuerySet") -> None:
        counts = articles.order_by().values_list("kind", "date__year").annotate(Count("pk"))
        self._counts: dict[tuple[str, int | None], int] = {
            (kind, year): count for kind, year, count in counts
        }
        self.tags = [
            FilterLink(name, slug, f"tag/{slug}/") for name, slug in articles.top_tags(MAX_TAGS)
        ]

    def total(self, kind: str = "", year: int | None = None) -> int:
        """The number of articles, of *kind* and in *year* where these are given."""
        return sum(
            count
            for (its_kind, its_year), count in self._counts.items()
            if kind in ("", its_kind) and year in (None, its_year)
        )

    @property
    def kinds(self) -> list[FilterLink]:
        present = {kind for kind, _ in self._counts}
        return [
            FilterLink(kind.plural_label, kind.value, f"kind/{kind.value}/")
            for kind in ArticleType
            if kind in present
        ]

    @property
    def years(self) -> list[FilterLink]:
        present = {year for _, year in self._counts if year}
        return [
            FilterLink(str(year), year, f"{year:04}/") for year in sorted(present, reverse=True)
        ]


def get_listing_facets(user: UserOrNone, index: "NewsIndexPage") -> ListingFacets:
    """Facets of the articles visible to *user*; cached for anonymous users until a change."""

    def count() -> ListingFacets:
        return ListingFacets(index.get_articles(user))

    if user is not None and user.is_authenticated:
        return count()
    return cached_until_change(("news listing facets", index.pk), count)


@dataclass
class Listing:
    """One page of articles (*items*) and the heading of this listing."""

    items: PaginatorPage
    path: str
    facets: ListingFacets
    heading: str = ""
    kicker: str = ""
    role: str = ""
    lead: str = ""
    kind: str = ""
    tag: str = ""
    author_slug: str = ""
    year: int | None = None

    @property
    def canonical_url(self) -> str:
        """The absolute URL, with no query parameter other than the page number."""
        number = self.items.number
        return f"{settings.SITE_URL}{self.path}" + (f"?page={number}" if number > 1 else "")

    # The index opens with a featured article and a row of cards, then lists dated rows.
    # Listings of a tag, an author or a year are rows only.

    @property
    def has_featured_layout(self) -> bool:
        return not (self.tag or self.author_slug or self.year)

    @property
    def featured_article(self) -> "NewsPage | None":
        is_opening = self.has_featured_layout and self.items.number == 1
        return next(iter(self._articles), None) if is_opening else None

    @property
    def card_articles(self) -> list["NewsPage"]:
        """Articles shown as cards: one full row, or none."""
        following = self._articles[1 : 1 + CARDS_PER_ROW] if self.featured_article else []
        return following if len(following) == CARDS_PER_ROW else []

    @property
    def row_articles(self) -> list["NewsPage"]:
        return self._articles[len(self.card_articles) + (1 if self.featured_article else 0) :]

    @property
    def author(self) -> "Author | None":
        """The author of an author's listing, else None."""
        return self._articles[0].author if self.author_slug else None

    @cached_property
    def _articles(self) -> list["NewsPage"]:
        return list(self.items)
