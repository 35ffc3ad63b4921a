"""Form of the meeting page: times are local times of the meeting's zone."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.admin.widgets import AdminDateTimeInput

from core.forms import BasePageForm
from events.choices import Zone
from events.times import format_long_date, format_time, is_after, is_ambiguous, parse_local_time

YEARS = range(2000, 2101)
TIME_FIELDS = ("start", "end")


class LocalDateTimeField(forms.DateTimeField):
    """Local date and time of the meeting, regardless of the time zone of server or editor."""

    widget = AdminDateTimeInput

    def to_python(self, value: Any) -> datetime | None:
        # UTC has no skipped or repeated hours, so every local time can be parsed.
        with timezone.override(UTC):
            moment = super().to_python(value)
        return moment.replace(tzinfo=None) if moment else None

    def validate(self, value: datetime | None) -> None:
        super().validate(value)
        if value and value.year not in YEARS:
            raise ValidationError(f"The year must be between {YEARS[0]} and {YEARS[-1]}")


class MeetingPageForm(BasePageForm):
    """Converts the local start and end to aware datetimes of the selected zone."""

    start = LocalDateTimeField(label="Starts", help_text="In the time zone you choose below.")
    end = LocalDateTimeField(label="Ends", help_text="Can be on a different day.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in TIME_FIELDS:
            if moment := self.initial.get(name):
                self.initial[name] = _to_local_time(moment, self.instance.zone)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        zone = ZoneInfo(cleaned.get("timezone") or Zone.LONDON)
        cleaned["start"] = start = self._clean_moment("start", zone)
        cleaned["end"] = self._clean_moment("end", zone, after=start)
        return cleaned

    def _post_clean(self) -> None:
        self.instance.skip_validation = self.is_deferred_validation
        super()._post_clean()

    def _clean_moment(
        self, name: str, zone: ZoneInfo, after: datetime | None = None
    ) -> datetime | None:
        naive = self.cleaned_data.get(name)
        if naive is None:
            return None
        stored = getattr(self.instance, name)
        if stored and _to_local_time(stored, zone) == naive:
            # Unchanged: keep the stored moment, which in a repeated hour may be the second one.
            return stored
        try:
            return _earlier_fold(naive, zone, after)
        except ValueError:
            self.add_error(name, _describe_nonexistent(naive, zone))
            return None


def _to_local_time(moment: datetime, zone: ZoneInfo) -> datetime:
    """Naive local time of *moment* in *zone*, to the minute, as the form shows it."""
    return moment.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0, fold=0)


def _earlier_fold(naive: datetime, zone: ZoneInfo, after: datetime | None) -> datetime:
    """First occurrence of *naive* in *zone*; the second if only that is later than *after*."""
    moment = parse_local_time(naive, zone)
    if after and is_ambiguous(moment) and not is_after(moment, after):
        return parse_local_time(naive, zone, later=True)
    return moment


def _describe_nonexistent(naive: datetime, zone: ZoneInfo) -> str:
    return (
        f"{format_time(naive)} does not exist on {format_long_date(naive)} because the clocks in "
        f"{Zone(zone.key).label} go forward that night. Choose another time."
    )
