"""Previews of a meeting, as a visitor and as a member, in any state of filling in."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from events.models import MeetingIndexPage, MeetingPage
from tests.events.conftest import CANARIES
from tests.events.html import assert_valid
from tests.events.test_editing import NOTHING, PART, form
from tests.factories import draft
from users.models import User

Make = Callable[..., MeetingPage]


def preview(desk: Client, meeting: MeetingPage, as_seen: str, **fields: object) -> str:
    """What the editor's preview shows of the form as it stands."""
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[meeting.pk])
    assert desk.post(address, form(**fields)).json() == {"is_valid": True, "is_available": True}
    answer = desk.get(f"{address}?mode={as_seen}")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    return answer.content.decode()


def test_the_two_previews_have_names() -> None:
    assert MeetingPage.preview_modes == [("visitor", "As a visitor"), ("member", "As a member")]


def test_as_a_visitor_it_looks_as_to_strangers(desk: Client, meeting: MeetingPage) -> None:
    page = preview(desk, meeting, "visitor", member_details=[PART])
    assert "canary" not in page
    assert "Coming along" in page
    assert "Sign in" in page


def test_as_a_member_it_shows_what_stands_in_the_form(
    desk: Client, meeting: MeetingPage, member: User
) -> None:
    part = {**PART, "id": str(meeting.get_member_details(member).pk), "room": "Attic"}
    page = preview(desk, meeting, "member", member_details=[part], initial=1)
    assert "Attic" in page
    assert CANARIES["passcode"] in page
    assert "Coming along" not in page


def test_only_a_preview_as_a_member_shows_secrets(
    desk: Client, meeting: MeetingPage, subtests: pytest.Subtests
) -> None:
    for mode in ("", "visitor", "nonsense"):
        with subtests.test(mode=mode):
            assert "canary" not in preview(desk, meeting, mode, member_details=[PART])


def test_a_half_filled_draft_can_be_previewed(
    desk: Client, meetings: MeetingIndexPage, subtests: pytest.Subtests
) -> None:
    half = draft(meetings, MeetingPage, title="Half-filled")
    for mode in ("visitor", "member"):
        with subtests.test(mode=mode):
            page = preview(desk, half, mode, **NOTHING)
            assert_valid(page)
            assert "None" not in page


def test_a_page_that_does_not_exist_yet_can_be_previewed(
    desk: Client, meetings: MeetingIndexPage, subtests: pytest.Subtests
) -> None:
    address = reverse(
        "wagtailadmin_pages:preview_on_add", args=["events", "meetingpage", meetings.pk]
    )
    for mode in ("visitor", "member"):
        with subtests.test(mode=mode):
            for fields in (NOTHING, {"member_details": [PART]}):
                assert desk.post(address, form(**fields)).json()["is_valid"]
                answer = desk.get(f"{address}?mode={mode}")
                assert answer.status_code == 200
            assert (CANARIES["room"] in answer.content.decode()) == (mode == "member")


def test_an_index_that_does_not_exist_yet_can_be_previewed(desk: Client, home: object) -> None:
    address = reverse(
        "wagtailadmin_pages:preview_on_add", args=["events", "meetingindexpage", home.pk]
    )
    assert desk.post(address, {"title": "Meetings", "slug": "m", "introduction": "null"}).json()[
        "is_valid"
    ]
    assert desk.get(f"{address}?mode=").status_code == 200


def test_the_latest_draft_is_viewed_as_a_visitor(desk: Client, meeting: MeetingPage) -> None:
    meeting.title = "A new title"
    meeting.save_revision()
    answer = desk.get(reverse("wagtailadmin_pages:view_draft", args=[meeting.pk]))
    assert "A new title" in answer.content.decode()
    assert "canary" not in answer.content.decode()


def test_earlier_versions_are_viewed_as_a_visitor(desk: Client, meeting: MeetingPage) -> None:
    address = reverse(
        "wagtailadmin_pages:revisions_view", args=[meeting.pk, meeting.latest_revision_id]
    )
    assert "canary" not in desk.get(address).content.decode()


def test_strangers_and_members_get_no_preview(meeting: MeetingPage, member: User) -> None:
    client = Client()
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[meeting.pk])
    for user in (None, member):
        if user:
            client.force_login(user)
        answer = client.get(f"{address}?mode=member")
        assert answer.status_code in {302, 403}
        assert "canary" not in answer.content.decode()
