"""Required fields of published meetings, and their parent page type."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from events.models import MeetingIndexPage, MeetingPage
from home.models import HomePage, StandardPage
from tests.events.conftest import facts
from tests.factories import publish

Make = Callable[..., MeetingPage]


def test_publishing_requires_end_after_start(make_meeting: Make) -> None:
    start = datetime(2026, 12, 3, 18, tzinfo=UTC)
    with pytest.raises(ValidationError, match="The end must be after the start"):
        make_meeting(start=start, end=start)


def test_publishing_requires_all_mandatory_fields(
    meetings: MeetingIndexPage, subtests: pytest.Subtests
) -> None:
    for missing in ("summary", "start", "end", "mode", "public_area", "access_information"):
        with subtests.test(missing=missing):
            fields = facts()
            del fields[missing]
            with pytest.raises(ValidationError) as refusal:
                publish(meetings, MeetingPage, **fields)
            assert missing in refusal.value.message_dict


def test_meeting_page_is_allowed_under_meeting_index_only() -> None:
    assert MeetingPage.allowed_parent_page_models() == [MeetingIndexPage]
    assert MeetingPage.allowed_subpage_models() == []
    assert HomePage in MeetingIndexPage.allowed_parent_page_models()
    assert StandardPage not in MeetingIndexPage.allowed_parent_page_models()
