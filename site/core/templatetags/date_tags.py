"""Template filters for times: "14 Jan 2027, 6.30pm". For dates there is Django's `date`."""

from datetime import datetime

from django import template

from formats import dates

register = template.Library()


@register.filter
def local_time(moment: datetime | None) -> str:
    return dates.format_local_time(moment) if moment else ""


@register.filter
def local_datetime(moment: datetime | None, date_format: str = dates.SHORT_DATE) -> str:
    return dates.format_local_datetime(moment, date_format) if moment else ""
