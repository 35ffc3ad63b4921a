"""Editing meetings in the admin: incomplete drafts, and validation on publishing."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from events.models import MeetingPage
from tests.events.conftest import CANARIES
from users.models import User

Make = Callable[..., MeetingPage]


def form(
    member_details: list[dict[str, Any]] | None = None, initial: int = 0, **fields: Any
) -> Any:
    """Form data that the editor's browser submits."""
    return nested_form_data(
        {
            "title": "Winter, and carrying two roles",
            "slug": "winter",
            "summary": "An evening about the dark months.",
            "start": "2026-12-03 18:30",
            "end": "2026-12-03 20:00",
            "timezone": "Europe/London",
            "repeats": "",
            "status": "planned",
            "status_note": "",
            "mode": "both",
            "public_area": "Central London",
            "audience": "members",
            "access_information": "Step-free.",
            "host_name": "",
            "host_link": "",
            "capacity": "",
            "themes_document": "",
            "_member_details": inline_formset(member_details or [], initial=initial, min=0, max=1),
            "body": streamfield([]),
            "seo_title": "",
            "search_description": "",
            "comments": inline_formset([]),
            **fields,
        }
    )


MEMBER_DETAILS = {
    **CANARIES,
    "cleared_after_days": "7",
}
EMPTY_FIELDS = dict.fromkeys(
    ("summary", "start", "end", "mode", "public_area", "access_information"), ""
)


def edit(meeting: MeetingPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[meeting.pk])


def errors(answer: Any) -> dict[str, list[str]]:
    assert answer.status_code == 200
    return answer.context["form"].errors


def publish(desk: Client, address: str, **changes: Any) -> MeetingPage:
    answer = desk.post(address, {**form(**changes), "action-publish": "1"})
    assert answer.status_code == 302, errors(answer)
    return MeetingPage.objects.get()


def test_editor_publishes_meeting_with_member_details(desk: Client, add: str, member: User) -> None:
    meeting = publish(desk, add, member_details=[MEMBER_DETAILS])
    assert meeting.live
    assert meeting.start == datetime(2026, 12, 3, 18, 30, tzinfo=UTC)
    assert meeting.get_member_details(member).passcode == CANARIES["passcode"]
    assert "canary" not in Client().get(meeting.url).content.decode()


def test_half_filled_draft_is_saved(desk: Client, add: str) -> None:
    assert desk.post(add, form(**EMPTY_FIELDS)).status_code == 302
    draft = MeetingPage.objects.get()
    assert not draft.live
    assert draft.start is None
    assert desk.get(edit(draft)).status_code == 200
    assert desk.post(edit(draft), form(**EMPTY_FIELDS, status_note="Later")).status_code == 302


def test_draft_with_end_before_start_is_saved(desk: Client, add: str) -> None:
    assert desk.post(add, form(end="2026-12-02 10:00")).status_code == 302
    assert not MeetingPage.objects.get().live


def test_half_filled_draft_of_live_meeting_is_saved(desk: Client, meeting: Any) -> None:
    answer = desk.post(edit(meeting), form(**{**EMPTY_FIELDS, "end": "2026-12-02 10:00"}))
    assert answer.status_code == 302
    stored = MeetingPage.objects.get()
    assert stored.live
    assert stored.summary == "An evening about the dark months."
    assert stored.get_latest_revision_as_object().summary == ""


def test_publishing_reports_every_missing_field(desk: Client, add: str) -> None:
    answer = desk.post(add, {**form(**EMPTY_FIELDS), "action-publish": "1"})
    assert set(errors(answer)) == set(EMPTY_FIELDS)
    assert not MeetingPage.objects.exists()


def test_publishing_refuses_end_before_start(desk: Client, add: str) -> None:
    answer = desk.post(add, {**form(end="2026-12-03 18:30"), "action-publish": "1"})
    assert errors(answer) == {"end": ["The end must be after the start"]}


def test_nonexistent_local_time_is_refused(desk: Client, add: str) -> None:
    missing = {"start": "2026-03-29 01:30", "end": "2026-03-29 03:00"}
    message = (
        "1.30am does not exist on Sunday 29 March 2026 because the clocks in London go forward "
        "that night. Choose another time."
    )
    assert errors(desk.post(add, form(**missing))) == {"start": [message]}


def test_ambiguous_start_uses_the_earlier_time(desk: Client, add: str) -> None:
    meeting = publish(desk, add, start="2026-10-25 01:30", end="2026-10-25 03:00")
    assert meeting.start == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.database
def test_ambiguous_end_uses_the_time_after_start(desk: Client, add: str) -> None:
    meeting = publish(desk, add, start="2026-10-25 01:30", end="2026-10-25 01:15")
    assert meeting.end == datetime(2026, 10, 25, 1, 15, tzinfo=UTC)


@pytest.mark.database
def test_saving_again_keeps_ambiguous_times(desk: Client, make_meeting: Make) -> None:
    start = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    meeting = make_meeting(start=start, end=datetime(2026, 10, 25, 1, 45, tzinfo=UTC))
    shown = desk.get(edit(meeting)).context["form"]
    assert shown["start"].value() == datetime(2026, 10, 25, 1, 30)
    meeting = publish(desk, edit(meeting), start="2026-10-25 01:30", end="2026-10-25 01:45")
    assert meeting.start == start
    assert meeting.end == datetime(2026, 10, 25, 1, 45, tzinfo=UTC)


@pytest.mark.database
@pytest.mark.parametrize("zone", ["Pacific/Auckland", "UTC", "America/New_York"])
def test_times_are_london_times_whatever_zone_server_and_editor_use(
    desk: Client, editor: User, add: str, settings: Any, zone: str
) -> None:
    from wagtail.users.models import UserProfile

    settings.TIME_ZONE = zone
    profile = UserProfile.get_for_user(editor)
    profile.current_time_zone = zone
    profile.save()
    meeting = publish(desk, add, start="2027-06-03 18:30", end="2027-06-03 20:00")
    assert meeting.start == datetime(2027, 6, 3, 17, 30, tzinfo=UTC)
    page = desk.get(edit(meeting)).content.decode()
    assert 'value="2027-06-03 18:30"' in page
    assert "6.30pm" in Client().get(meeting.url).content.decode()
    assert "Thursday 3 June 2027, 6.30pm" in desk.get("/admin/meetings/").content.decode()


def test_times_use_the_selected_zone(desk: Client, add: str) -> None:
    meeting = publish(desk, add, timezone="America/New_York")
    assert meeting.start == datetime(2026, 12, 3, 23, 30, tzinfo=UTC)


@pytest.mark.database
def test_form_reports_invalid_dates_at_their_field(
    desk: Client, add: str, subtests: pytest.Subtests
) -> None:
    cases = ["yesterday", "2026-13-40 99:99", "0001-01-01 00:00", "9999-12-31 23:59", "\x00", "²"]
    for odd in cases:
        with subtests.test(odd=odd):
            assert list(errors(desk.post(add, form(start=odd)))) == ["start"]


def test_form_reports_invalid_choices_at_their_fields(desk: Client, add: str) -> None:
    odd = {"timezone": "Mars/Olympus", "mode": "x", "capacity": "-1", "host_link": "javascript:1"}
    assert set(errors(desk.post(add, form(**odd)))) == set(odd)


def test_form_refuses_a_second_set_of_member_details(desk: Client, add: str) -> None:
    assert desk.post(add, form(member_details=[MEMBER_DETAILS, MEMBER_DETAILS])).status_code == 200
    assert not MeetingPage.objects.exists()


def test_form_refuses_links_that_are_not_web_urls(desk: Client, add: str) -> None:
    part = {**MEMBER_DETAILS, "online_link": "javascript:alert(1)", "map_link": "not a link"}
    answer = desk.post(add, form(member_details=[part]))
    assert answer.status_code == 200
    part_errors = answer.context["form"].formsets["_member_details"].errors
    assert set(part_errors[0]) == {"online_link", "map_link"}


def test_member_details_can_be_changed_and_deleted(desk: Client, add: str, member: User) -> None:
    meeting = publish(desk, add, member_details=[MEMBER_DETAILS])
    key = str(meeting.get_member_details(member).pk)
    changed = publish(
        desk,
        edit(meeting),
        member_details=[{**MEMBER_DETAILS, "id": key, "room": "Attic"}],
        initial=1,
    )
    assert changed.get_member_details(member).room == "Attic"
    deleted = publish(
        desk,
        edit(meeting),
        member_details=[{**MEMBER_DETAILS, "id": key, "DELETE": "1"}],
        initial=1,
    )
    assert deleted.get_member_details(member) is None


def test_edit_form_labels_member_details_as_private(desk: Client, add: str) -> None:
    page = desk.get(add).content.decode()
    for heading in (
        "Summary and dates",
        "Format, area and audience",
        "Member-only details",
        "More details",
    ):
        assert heading in page
    assert "Only signed-in members and people who can edit the meeting can see this" in page


def test_publishing_a_revision_updates_member_details(meeting: MeetingPage, member: User) -> None:
    meeting.set_member_details(address="Somewhere else")
    revision = meeting.save_revision()
    assert (
        Page.objects.get(pk=meeting.pk).specific.get_member_details(member).address
        != "Somewhere else"
    )
    revision.publish()
    assert MeetingPage.objects.get().get_member_details(member).address == "Somewhere else"
