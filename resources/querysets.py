"""Filters of resources."""

from typing import Any

from django.db.models.functions import Lower

from core.querysets import VisiblePageQuerySet


class ResourceQuerySet(VisiblePageQuerySet):
    """Resources, filtered by visibility."""

    def of_kind(self, kind: str) -> "ResourceQuerySet":
        return self.filter(kind=kind)

    def for_topic(self, topic: str) -> "ResourceQuerySet":
        """Those sorted under the topic with that slug."""
        return self.filter(topics__slug=topic)

    def for_profession(self, profession: str) -> "ResourceQuerySet":
        """Those sorted under the profession with that slug."""
        return self.filter(professions__slug=profession)

    def for_stage(self, stage: str) -> "ResourceQuerySet":
        return self.filter(stages__stage=stage)

    def due_for_review(self, today: Any) -> "ResourceQuerySet":
        """Those that somebody promised to look at again by *today* or before."""
        return self.filter(review_by__lte=today)

    def order_by_title(self) -> "ResourceQuerySet":
        """By title, as in the index of a book: a reader can tell where to look."""
        return self.order_by(Lower("title"), "pk")

    def for_listing(self) -> "ResourceQuerySet":
        """With what a row shows, and without the body that it does not."""
        return self.for_teaser().prefetch_related("stages")

    def for_teaser(self) -> "ResourceQuerySet":
        """With what a brief row shows, which does not say for whom it is."""
        return self.defer("body").prefetch_related("content_notes")
