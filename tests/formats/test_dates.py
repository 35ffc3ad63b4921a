"""Formats of dates and times."""

import re
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template

from formats.dates import format_local_datetime, format_time_of_day

LONDON = ZoneInfo("Europe/London")
ROOT = Path(__file__).resolve().parents[2]


def test_time_of_day_uses_12_hour_clock(subtests: pytest.Subtests) -> None:
    cases = [
        (18, 30, "6.30pm"),
        (20, 0, "8pm"),
        (0, 0, "midnight"),
        (0, 5, "12.05am"),
        (12, 0, "noon"),
        (12, 30, "12.30pm"),
        (9, 5, "9.05am"),
    ]
    for hour, minute, expected in cases:
        with subtests.test(hour=hour, minute=minute):
            moment = datetime(2026, 12, 3, hour, minute, tzinfo=LONDON)
            assert format_time_of_day(moment) == expected


def test_local_datetime_is_in_current_time_zone_and_without_seconds() -> None:
    moment = datetime(2026, 7, 6, 13, 5, 59, tzinfo=UTC)
    assert format_local_datetime(moment) == "6 Jul 2026, 2.05pm"
    assert format_local_datetime(moment, "j F") == "6 July, 2.05pm"


def test_filters_show_nothing_without_a_time() -> None:
    template = Template("{% load date_tags %}{{ it|local_time }}|{{ it|local_datetime }}")
    assert template.render(Context({"it": None})) == "|"
    moment = datetime(2026, 7, 6, 11, 0, 30, tzinfo=UTC)
    assert template.render(Context({"it": moment})) == "noon|6 Jul 2026, noon"


def test_no_template_shows_times_in_another_format() -> None:
    other = re.compile(r"\|(?:date|time):\S*\b[GgHhPf]\b|\|time\b")
    found = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "templates").rglob("*.html")
        if other.search(path.read_text())
    ]
    assert found == []
