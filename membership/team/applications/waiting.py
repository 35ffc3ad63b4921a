"""Formats how long an application has been waiting."""

from datetime import datetime

from django.utils import timezone


def get_days_since(moment: datetime) -> int:
    """Days of the calendar, as the person looking has it: yesterday evening is one day ago."""
    return (timezone.localdate() - timezone.localdate(moment)).days


def format_waiting_time(moment: datetime) -> str:
    """ "today", "1 day", "6 days"."""
    days = get_days_since(moment)
    if days < 1:
        return "today"
    return "1 day" if days == 1 else f"{days} days"
