"""Formats of dates and times: "Thursday 3 December 2026", "6.30pm".

Formatting functions take an aware datetime in the time zone to show, and do not convert it.
"""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as format_date

from formats.dates import LONG_DATE, format_time_of_day


def format_long_date(moment: datetime) -> str:
    return format_date(moment, LONG_DATE)


def format_time(moment: datetime) -> str:
    """Time of day; with the zone's abbreviation in the hour repeated when clocks go back."""
    time_of_day = format_time_of_day(moment)
    return f"{time_of_day} {moment.tzname()}" if is_ambiguous(moment) else time_of_day


def format_iso(moment: datetime) -> str:
    """ISO 8601 to the minute, with the UTC offset."""
    return moment.isoformat(timespec="minutes")


def parse_local_time(naive: datetime, zone: ZoneInfo, *, later: bool = False) -> datetime:
    """Convert local time *naive* to an aware datetime in *zone*; *later*: the second of two.

    Raises ValueError for a time that does not exist because clocks go forward over it.
    """
    moment = naive.replace(tzinfo=zone, fold=int(later))
    if moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None, fold=0) != naive:
        raise ValueError(f"clocks in {zone.key} never show {naive}")
    return moment


def is_ambiguous(moment: datetime) -> bool:
    """Whether this local time occurs twice because clocks go back."""
    first, second = (moment.replace(fold=fold).utcoffset() for fold in (0, 1))
    return first is not None and second is not None and first > second


def is_after(later: datetime, earlier: datetime) -> bool:
    """Compare in UTC: Python compares datetimes of one time zone by local time, ignoring fold."""
    return later.astimezone(UTC) > earlier.astimezone(UTC)


def is_next_midnight(start: datetime, end: datetime) -> bool:
    """Whether *end* is midnight at the end of the day of *start*."""
    return end.time() == time(0) and (end.date() - start.date()).days == 1
