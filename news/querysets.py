"""Filters of news articles."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import Count, Prefetch, Q
from taggit.models import Tag

from core.images.responsive import prefetch_renditions
from core.visibility.querysets import VisiblePageQuerySet
from news.choices import ArticleType

# The image sizes (core.images.image_sizes) that listings use.
LISTING_SIZES = ("feature", "card", "line")


class ListSummary(NamedTuple):
    """Number of articles of a tag or author, and the heading of their listing."""

    total: int = 0
    name: str = ""
    role: str = ""
    bio: str = ""


class NewsPageQuerySet(VisiblePageQuerySet):
    """News articles, filtered by visibility."""

    def newest_first(self) -> "NewsPageQuerySet":
        return self.order_by("-date", "-pk")

    def for_listing(self) -> "NewsPageQuerySet":
        """Prefetch what a listing shows, without bodies."""
        articles = self.defer_streamfields().select_related("author", "lead_image")
        return articles.prefetch_related(
            "content_notes", prefetch_renditions("lead_image", *LISTING_SIZES)
        )

    def for_reading(self) -> "NewsPageQuerySet":
        """Prefetch tags, author and lead image for the page of an article."""
        return self.select_related("author__photo", "lead_image").prefetch_related(
            self._prefetch_tags()
        )

    def for_feed(self) -> "NewsPageQuerySet":
        """Prefetch what the feed contains, with bodies."""
        return self.select_related("author").prefetch_related(
            "content_notes", self._prefetch_tags()
        )

    def _prefetch_tags(self) -> Prefetch:
        return Prefetch("tagged_items", queryset=self._tag_model.objects.select_related("tag"))

    def of_kind(self, kind: str) -> "NewsPageQuerySet":
        return self.filter(kind=kind)

    def tagged(self, slug: str) -> "NewsPageQuerySet":
        # Filtered by key, so that an article tagged twice is listed once.
        tagged = self._tag_model.objects.filter(tag__slug=slug)
        return self.filter(pk__in=tagged.values("content_object"))

    def by_author(self, slug: str) -> "NewsPageQuerySet":
        """Articles that name the author, which excludes stories published under another name."""
        other_name = Q(kind=ArticleType.STORY) & ~Q(attributed_name="")
        return self.filter(author__slug=slug).exclude(other_name)

    def tag_summary(self, slug: str) -> ListSummary:
        """Name of the tag and the number of these articles that have it."""
        tagged = self._tag_model.objects.filter(tag__slug=slug, content_object__in=self)
        count = Count("content_object", distinct=True)
        rows = (
            tagged.order_by()
            .values("tag")
            .annotate(count)
            .values_list("content_object__count", "tag__name")
        )
        return ListSummary(*next(iter(rows), ()))

    def author_summary(self, slug: str) -> ListSummary:
        """Name, role and biography of the author, and the number of these articles by them."""
        articles = self.by_author(slug).order_by().values("author").annotate(Count("pk"))
        rows = articles.values_list("pk__count", "author__name", "author__role", "author__bio")
        return ListSummary(*next(iter(rows), ()))

    def top_tags(self, limit: int) -> list[tuple[str, str]]:
        """Names and slugs of the most used tags of these articles, sorted by name."""
        on_these = self._tag_model.objects.filter(content_object__in=self).exclude(tag__slug="")
        often = on_these.order_by().values("tag").annotate(Count("content_object", distinct=True))
        rows = often.order_by("-content_object__count", "tag__name")
        return sorted(rows.values_list("tag__name", "tag__slug")[:limit])

    @property
    def _tag_model(self) -> Any:
        return self.model._meta.get_field("tagged_items").related_model

    def in_year(self, year: int) -> "NewsPageQuerySet":
        return self.filter(date__year=year)

    def related_to(self, tags: Sequence[Tag], exclude: int | None) -> "NewsPageQuerySet":
        """Articles with any of *tags*, those with most of them first, without article *exclude*."""
        shared = Count("tagged_items", filter=Q(tagged_items__tag__in=tags))
        others = self.exclude(pk=exclude).filter(tagged_items__tag__in=tags)
        return others.annotate(shared_tags=shared).order_by("-shared_tags", "-date", "-pk")
