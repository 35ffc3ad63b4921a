"""Times around clock changes, including missing and ambiguous hours."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from events.models import MeetingPage
from events.times import (
    format_iso,
    format_long_date,
    format_time,
    is_after,
    is_ambiguous,
    is_next_midnight,
    parse_local_time,
)

LONDON = ZoneInfo("Europe/London")


def test_format_long_date_includes_weekday() -> None:
    assert (
        format_long_date(datetime(2026, 12, 3, 18, 30, tzinfo=LONDON)) == "Thursday 3 December 2026"
    )


def test_parse_local_time_around_clock_changes(
    subtests: pytest.Subtests,
) -> None:
    for day, utc_hour in (((2026, 3, 28), 18), ((2026, 3, 29), 17), ((2026, 10, 25), 18)):
        with subtests.test(day=day, utc_hour=utc_hour):
            moment = parse_local_time(datetime(*day, 18, 30), LONDON)
            assert moment.astimezone(UTC) == datetime(*day, utc_hour, 30, tzinfo=UTC)


def test_parse_local_time_refuses_nonexistent_time() -> None:
    with pytest.raises(ValueError, match="never show"):
        parse_local_time(datetime(2026, 3, 29, 1, 30), LONDON)


def test_ambiguous_time_is_parsed_and_formatted_with_zone_name(
    subtests: pytest.Subtests,
) -> None:
    for later, utc_hour, expected in ((False, 0, "BST"), (True, 1, "GMT")):
        with subtests.test(later=later, utc_hour=utc_hour):
            moment = parse_local_time(datetime(2026, 10, 25, 1, 30), LONDON, later=later)
            assert moment.astimezone(UTC) == datetime(2026, 10, 25, utc_hour, 30, tzinfo=UTC)
            assert format_time(moment) == f"1.30am {expected}"


def test_is_ambiguous_only_in_the_repeated_hour() -> None:
    assert is_ambiguous(datetime(2026, 10, 25, 1, 0, tzinfo=LONDON))
    assert not is_ambiguous(datetime(2026, 10, 25, 2, 0, tzinfo=LONDON))
    assert not is_ambiguous(datetime(2026, 3, 29, 1, 30, tzinfo=LONDON))


def test_format_iso_includes_offset() -> None:
    summer = datetime(2026, 6, 4, 17, 30, tzinfo=UTC).astimezone(LONDON)
    assert format_iso(summer) == "2026-06-04T18:30+01:00"


def test_is_next_midnight_only_at_the_end_of_the_day() -> None:
    start = datetime(2026, 12, 3, 18, tzinfo=LONDON)
    assert is_next_midnight(start, datetime(2026, 12, 4, tzinfo=LONDON))
    assert not is_next_midnight(start, datetime(2026, 12, 4, 1, tzinfo=LONDON))
    assert not is_next_midnight(start, datetime(2026, 12, 5, tzinfo=LONDON))


def test_meeting_dates_use_its_own_zone() -> None:
    meeting = MeetingPage(start=datetime(2026, 12, 3, 23, 30, tzinfo=UTC), timezone="Europe/Paris")
    assert meeting.listing_date.isoformat() == "2026-12-04"
    assert meeting.zone_label == "Paris, Amsterdam, Berlin time"
    assert MeetingPage().zone_label == ""


def test_undated_meeting_has_no_local_times() -> None:
    meeting = MeetingPage(timezone="")
    assert meeting.listing_date is meeting.month is meeting.year is meeting.local_end is None
    assert meeting.is_on_one_day
    assert not meeting.is_over


def test_is_after_compares_ambiguous_times_in_utc() -> None:
    first, second = (
        parse_local_time(datetime(2026, 10, 25, 1, 30), LONDON, later=later)
        for later in (False, True)
    )
    assert is_after(second, first)
    assert not is_after(first, first)
    assert not is_after(first, second)
