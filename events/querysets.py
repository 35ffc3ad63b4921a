"""Filters of meetings."""

from django.utils import timezone

from core.visibility.querysets import VisiblePageQuerySet
from events.choices import Status


class MeetingPageQuerySet(VisiblePageQuerySet):
    """Meetings, filtered by visibility. A meeting without dates is neither upcoming nor past."""

    def upcoming(self) -> "MeetingPageQuerySet":
        """Meetings that have not ended, including cancelled ones; soonest first."""
        return self.filter(end__gte=timezone.now()).order_by("start", "pk")

    def past(self) -> "MeetingPageQuerySet":
        """Meetings that have ended; latest first."""
        return self.filter(end__lt=timezone.now()).order_by("-start", "-pk")

    def not_cancelled(self) -> "MeetingPageQuerySet":
        """Exclude cancelled meetings; changed ones stay."""
        return self.exclude(status=Status.CANCELLED)

    def for_listing(self) -> "MeetingPageQuerySet":
        """Defer the fields that no listing shows."""
        return self.defer_streamfields()
