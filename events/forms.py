"""How a meeting is checked while it is edited: its times are read from the clocks of its zone."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.admin.widgets import AdminDateTimeInput

from core.forms import BasePageForm
from events.models.choices import Zone
from events.times import clock_time, happens_twice, is_after, long_day, read_clock

YEARS = range(2000, 2101)
MOMENTS = ("start", "end")


class WallClockField(forms.DateTimeField):
    """Date and time as a clock shows them, whatever zone the server or the editor is in."""

    widget = AdminDateTimeInput

    def to_python(self, value: Any) -> datetime | None:
        # UTC jumps over no hour and repeats none, so every wall-clock time can be read.
        with timezone.override(UTC):
            moment = super().to_python(value)
        return moment.replace(tzinfo=None) if moment else None

    def validate(self, value: datetime | None) -> None:
        super().validate(value)
        if value and value.year not in YEARS:
            raise ValidationError(f"Choose a year from {YEARS[0]} to {YEARS[-1]}.")


class MeetingPageForm(BasePageForm):
    """Turns the two wall-clock times into moments once it knows the zone."""

    start = WallClockField(label="Starts", help_text="By the clocks of the time zone below.")
    end = WallClockField(label="Ends", help_text="May be on another day.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in MOMENTS:
            if moment := self.initial.get(name):
                self.initial[name] = _shown(moment, self.instance.zone)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        zone = ZoneInfo(cleaned.get("timezone") or Zone.LONDON)
        cleaned["start"] = start = self._moment("start", zone)
        cleaned["end"] = self._moment("end", zone, after=start)
        return cleaned

    def _post_clean(self) -> None:
        self.instance.is_checked = not self.is_deferred_validation
        super()._post_clean()

    def _moment(self, name: str, zone: ZoneInfo, after: datetime | None = None) -> datetime | None:
        naive = self.cleaned_data.get(name)
        if naive is None:
            return None
        stored = getattr(self.instance, name)
        if stored and _shown(stored, zone) == naive:
            # Unchanged, so it stays the very moment it was, in a repeated hour too.
            return stored
        try:
            return _first_reading(naive, zone, after)
        except ValueError:
            self.add_error(name, _never_shown(naive, zone))
            return None


def _shown(moment: datetime, zone: ZoneInfo) -> datetime:
    """What clocks in *zone* show at *moment*, to the minute, as the form prints it."""
    return moment.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0, fold=0)


def _first_reading(naive: datetime, zone: ZoneInfo, after: datetime | None) -> datetime:
    """The first moment that clocks show *naive*; the second where only that is *after*."""
    moment = read_clock(naive, zone)
    if after and happens_twice(moment) and not is_after(moment, after):
        return read_clock(naive, zone, second=True)
    return moment


def _never_shown(naive: datetime, zone: ZoneInfo) -> str:
    return (
        f"There is no {clock_time(naive)} on {long_day(naive)}: the clocks of "
        f"{Zone(zone.key).label} go forward and jump over it. Choose another time."
    )
