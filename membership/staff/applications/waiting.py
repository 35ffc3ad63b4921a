"""Formats how long an application has been waiting."""

from datetime import datetime

from django.utils import timezone


def get_days_since(moment: datetime) -> int:
    """Calendar days since *moment* in the current time zone: yesterday evening is one day ago."""
    return (timezone.localdate() - timezone.localdate(moment)).days


def format_waiting_time(moment: datetime) -> str:
    """The time since *moment* in words: "today", "1 day" or "6 days"."""
    days = get_days_since(moment)
    if days < 1:
        return "today"
    return "1 day" if days == 1 else f"{days} days"
