"""Dates and times in words: "Thursday 3 December 2026", "6.30pm".

Every function takes an aware datetime in the zone to be shown, and never converts it.
"""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as format_date

NAMED_TIMES = {time(0): "midnight", time(12): "midday"}


def format_long_date(moment: datetime) -> str:
    return format_date(moment, "l j F Y")


def format_time(moment: datetime) -> str:
    """The time of day. In the hour that an autumn night has twice, with the name of the clock."""
    time_of_day = _format_time_of_day(moment)
    return f"{time_of_day} {moment.tzname()}" if is_ambiguous(moment) else time_of_day


def format_iso(moment: datetime) -> str:
    """For machines: to the minute, with the offset from UTC."""
    return moment.isoformat(timespec="minutes")


def parse_local_time(naive: datetime, zone: ZoneInfo, *, later: bool = False) -> datetime:
    """The moment at which clocks in *zone* show *naive*; the *later* such moment if asked.

    Raises ValueError where clocks never show it, because they jump over it in spring.
    """
    moment = naive.replace(tzinfo=zone, fold=int(later))
    if moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None, fold=0) != naive:
        raise ValueError(f"clocks in {zone.key} never show {naive}")
    return moment


def is_ambiguous(moment: datetime) -> bool:
    """Whether clocks show this time twice, because they go back."""
    first, second = (moment.replace(fold=fold).utcoffset() for fold in (0, 1))
    return first is not None and second is not None and first > second


def is_after(later: datetime, earlier: datetime) -> bool:
    """Whether it really is. Python compares two moments of one zone by their clocks alone."""
    return later.astimezone(UTC) > earlier.astimezone(UTC)


def is_next_midnight(start: datetime, end: datetime) -> bool:
    """Whether *end* is the midnight at the end of the day of *start*."""
    return end.time() == time(0) and (end.date() - start.date()).days == 1


def _format_time_of_day(moment: datetime) -> str:
    if moment.time() in NAMED_TIMES:
        return NAMED_TIMES[moment.time()]
    minutes = f".{moment:%M}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'am' if moment.hour < 12 else 'pm'}"
