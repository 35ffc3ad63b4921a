"""Times of meetings in templates. Give these filters ``local_start`` or ``local_end``."""

from datetime import datetime

from django import template

from events import times

register = template.Library()


@register.filter
def clock_time(moment: datetime | None) -> str:
    return times.clock_time(moment) if moment else ""


@register.filter
def long_day(moment: datetime | None) -> str:
    return times.long_day(moment) if moment else ""


@register.filter
def iso(moment: datetime | None) -> str:
    return times.iso(moment) if moment else ""
