"""Previews of meetings as visitor and as member, for complete and incomplete forms."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from events.models import MeetingIndexPage, MeetingPage
from tests.events.conftest import CANARIES
from tests.events.html import assert_valid
from tests.events.test_editing import EMPTY_FIELDS, MEMBER_DETAILS, form
from tests.factories import draft
from users.models import User

Make = Callable[..., MeetingPage]


def preview(desk: Client, meeting: MeetingPage, as_seen: str, **fields: object) -> str:
    """The preview of the unsaved form."""
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[meeting.pk])
    assert desk.post(address, form(**fields)).json() == {"is_valid": True, "is_available": True}
    answer = desk.get(f"{address}?mode={as_seen}")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    return answer.content.decode()


def test_preview_modes_are_visitor_and_member() -> None:
    assert MeetingPage.preview_modes == [("visitor", "As a visitor"), ("member", "As a member")]


def test_visitor_preview_hides_member_details(desk: Client, meeting: MeetingPage) -> None:
    page = preview(desk, meeting, "visitor", member_details=[MEMBER_DETAILS])
    assert "canary" not in page
    assert "How to take part" in page
    assert "Sign in" in page


def test_member_preview_shows_member_details_of_the_form(
    desk: Client, meeting: MeetingPage, member: User
) -> None:
    part = {**MEMBER_DETAILS, "id": str(meeting.get_member_details(member).pk), "room": "Attic"}
    page = preview(desk, meeting, "member", member_details=[part], initial=1)
    assert "Attic" in page
    assert CANARIES["passcode"] in page
    assert "How to take part" not in page


def test_other_preview_modes_hide_member_details(
    desk: Client, meeting: MeetingPage, subtests: pytest.Subtests
) -> None:
    for mode in ("", "visitor", "nonsense"):
        with subtests.test(mode=mode):
            assert "canary" not in preview(desk, meeting, mode, member_details=[MEMBER_DETAILS])


def test_half_filled_draft_can_be_previewed(
    desk: Client, meetings: MeetingIndexPage, subtests: pytest.Subtests
) -> None:
    half = draft(meetings, MeetingPage, title="Half-filled")
    for mode in ("visitor", "member"):
        with subtests.test(mode=mode):
            page = preview(desk, half, mode, **EMPTY_FIELDS)
            assert_valid(page)
            assert "None" not in page


def test_unsaved_meeting_can_be_previewed(
    desk: Client, meetings: MeetingIndexPage, subtests: pytest.Subtests
) -> None:
    address = reverse(
        "wagtailadmin_pages:preview_on_add", args=["events", "meetingpage", meetings.pk]
    )
    for mode in ("visitor", "member"):
        with subtests.test(mode=mode):
            for fields in (EMPTY_FIELDS, {"member_details": [MEMBER_DETAILS]}):
                assert desk.post(address, form(**fields)).json()["is_valid"]
                answer = desk.get(f"{address}?mode={mode}")
                assert answer.status_code == 200
            assert (CANARIES["room"] in answer.content.decode()) == (mode == "member")


def test_unsaved_index_can_be_previewed(desk: Client, home: object) -> None:
    address = reverse(
        "wagtailadmin_pages:preview_on_add", args=["events", "meetingindexpage", home.pk]
    )
    assert desk.post(address, {"title": "Meetings", "slug": "m", "introduction": "null"}).json()[
        "is_valid"
    ]
    assert desk.get(f"{address}?mode=").status_code == 200


def test_view_draft_hides_member_details(desk: Client, meeting: MeetingPage) -> None:
    meeting.title = "A new title"
    meeting.save_revision()
    answer = desk.get(reverse("wagtailadmin_pages:view_draft", args=[meeting.pk]))
    assert "A new title" in answer.content.decode()
    assert "canary" not in answer.content.decode()


def test_view_revision_hides_member_details(desk: Client, meeting: MeetingPage) -> None:
    address = reverse(
        "wagtailadmin_pages:revisions_view", args=[meeting.pk, meeting.latest_revision_id]
    )
    assert "canary" not in desk.get(address).content.decode()


def test_preview_refuses_anonymous_users_and_members(meeting: MeetingPage, member: User) -> None:
    client = Client()
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[meeting.pk])
    for user in (None, member):
        if user:
            client.force_login(user)
        answer = client.get(f"{address}?mode=member")
        assert answer.status_code in {302, 403}
        assert "canary" not in answer.content.decode()
