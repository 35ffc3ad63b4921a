"""Filters of resources."""

from typing import Any

from django.db.models.functions import Lower

from core.visibility.querysets import VisiblePageQuerySet


class ResourceQuerySet(VisiblePageQuerySet):
    """Resources, filtered by visibility."""

    def of_kind(self, kind: str) -> "ResourceQuerySet":
        return self.filter(kind=kind)

    def for_topic(self, topic: str) -> "ResourceQuerySet":
        """Resources with the topic of that slug."""
        return self.filter(topics__slug=topic)

    def for_profession(self, profession: str) -> "ResourceQuerySet":
        """Resources for the profession of that slug."""
        return self.filter(professions__slug=profession)

    def for_stage(self, stage: str) -> "ResourceQuerySet":
        return self.filter(stages__stage=stage)

    def due_for_review(self, today: Any) -> "ResourceQuerySet":
        """Resources whose review date is *today* or earlier."""
        return self.filter(review_by__lte=today)

    def order_by_title(self) -> "ResourceQuerySet":
        """Order alphabetically by title, ignoring case."""
        return self.order_by(Lower("title"), "pk")

    def for_listing(self) -> "ResourceQuerySet":
        """Prefetch what a listing shows, without bodies."""
        return self.for_teaser().prefetch_related("stages")

    def for_teaser(self) -> "ResourceQuerySet":
        """Prefetch what a brief row shows, which omits career stages."""
        return self.defer("body").prefetch_related("content_notes")
