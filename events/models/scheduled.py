"""Start and end of a meeting: stored in UTC, shown in its own time zone."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from events.choices import Zone
from events.times import is_after, is_next_midnight


class ScheduledMixin(models.Model):
    """Start and end. Either may be None in an unfinished draft."""

    start = models.DateTimeField("starts", null=True, db_index=True)
    end = models.DateTimeField("ends", null=True, db_index=True)
    timezone = models.CharField(
        "time zone",
        max_length=40,
        choices=Zone.choices,
        default=Zone.LONDON,
        help_text="The time zone of the start and end times. Readers see the times in this time "
        "zone.",
    )

    # Set by the form when it saves a draft, which is stored without validation.
    skip_validation = False

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.skip_validation or not (self.start and self.end):
            return
        if not is_after(self.end, self.start):
            raise ValidationError({"end": "The end must be after the start"})

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone or Zone.LONDON)

    @property
    def zone_label(self) -> str:
        """Name of the time zone; empty for London."""
        at_home = self.timezone in {"", Zone.LONDON}
        return "" if at_home else f"{Zone(self.timezone).label} time"

    @property
    def local_start(self) -> datetime | None:
        return self.start.astimezone(self.zone) if self.start else None

    @property
    def local_end(self) -> datetime | None:
        return self.end.astimezone(self.zone) if self.end else None

    @property
    def listing_date(self) -> date | None:
        """Date of the start in the time zone of the meeting."""
        return self.local_start.date() if self.local_start else None

    @property
    def month(self) -> date | None:
        """First day of the month in which it starts."""
        return self.listing_date.replace(day=1) if self.listing_date else None

    @property
    def year(self) -> int | None:
        return self.listing_date.year if self.listing_date else None

    @property
    def is_on_one_day(self) -> bool:
        """Whether it ends on the day on which it starts, or at midnight at the end of that day."""
        start, end = self.local_start, self.local_end
        if start is None or end is None:
            return True
        return start.date() == end.date() or is_next_midnight(start, end)

    @property
    def is_over(self) -> bool:
        return self.end is not None and self.end < timezone.now()
