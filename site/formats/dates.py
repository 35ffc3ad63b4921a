"""Formats of dates and times, the same on all pages: "14 Jan 2027, 6.30pm"."""

from datetime import datetime, time

from django.utils import timezone
from django.utils.dateformat import format as format_date

SHORT_DATE, DATE, LONG_DATE = "j M Y", "j F Y", "l j F Y"
NAMED_TIMES = {time(0): "midnight", time(12): "noon"}


def format_time_of_day(moment: datetime) -> str:
    """The time in the time zone of *moment*: "6.30pm", "6pm", "noon"."""
    if moment.time() in NAMED_TIMES:
        return NAMED_TIMES[moment.time()]
    minutes = f".{moment:%M}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def format_local_time(moment: datetime) -> str:
    """The time of the aware *moment* in the current time zone."""
    return format_time_of_day(timezone.localtime(moment).replace(second=0, microsecond=0))


def format_local_datetime(moment: datetime, date_format: str = SHORT_DATE) -> str:
    """Day and time of the aware *moment* in the current time zone: "14 Jan 2027, 6.30pm"."""
    return f"{format_date(timezone.localtime(moment), date_format)}, {format_local_time(moment)}"
