"""Counts of articles, for the links that filter the news list."""

from typing import NamedTuple

from django.db.models import Count

from news.choices import ArticleType
from news.querysets import NewsPageQuerySet

# A short list; other tags are reached from articles and by search.
MAX_TAGS = 24


class FilterLink(NamedTuple):
    """A link to the articles of a type, tag or year; *path* is relative to the index."""

    label: str
    value: str | int
    path: str


class ListingFacets:
    """Counts of *articles* by type and year, and their most used tags."""

    def __init__(self, articles: NewsPageQuerySet) -> None:
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
