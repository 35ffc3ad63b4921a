"""Member-only meeting details are visible to members only, on every page and in every output."""

import json
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from wagtail.models import ModelLogEntry, Page, PageLogEntry
from wagtail.search.backends import get_search_backend

from core.models import SiteTextSettings
from core.text import strip_markup
from events.models import MeetingMemberDetails, MeetingPage
from events.structured_data import build_event
from events.templatetags.meeting_tags import link_phone_numbers
from tests.events.conftest import CANARIES, put_on_home_page
from tests.events.html import get_text, in_order
from tests.factories import SuperuserFactory, UserFactory, restrict_to_members
from users.models import User

Make = Callable[..., MeetingPage]


def leaks(text: str) -> list[str]:
    return [name for name, canary in CANARIES.items() if canary in text]


def test_member_reads_all_member_details(
    client: Client, meeting: MeetingPage, member: User
) -> None:
    client.force_login(member)
    answer = client.get(meeting.url)
    assert sorted(leaks(answer.content.decode())) == sorted(CANARIES)
    assert "For members only" in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"


def test_anonymous_user_sees_no_member_details(client: Client, meeting: MeetingPage) -> None:
    page = client.get(meeting.url).content.decode()
    assert meeting.title in page
    assert "canary" not in page
    assert "For members only" not in page


def test_authenticated_non_member_sees_no_member_details(
    client: Client, meeting: MeetingPage, non_member: User
) -> None:
    client.force_login(non_member)
    answer = client.get(meeting.url)
    assert "canary" not in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"


def test_staff_without_page_permission_see_no_member_details(
    client: Client, meeting: MeetingPage, staff_without_pages: User
) -> None:
    client.force_login(staff_without_pages)
    assert "canary" not in client.get(meeting.url).content.decode()


def test_editor_of_the_page_reads_member_details(
    client: Client, meeting: MeetingPage, editor: User
) -> None:
    client.force_login(editor)
    assert sorted(leaks(client.get(meeting.url).content.decode())) == sorted(CANARIES)


def test_get_member_details_refuses_non_members(meeting: MeetingPage) -> None:
    for user in (None, AnonymousUser(), UserFactory(), UserFactory(groups=["Moderators"])):
        assert meeting.get_member_details(user) is None
        assert not meeting.can_view_member_details(user)


def test_get_member_details_answers_member_and_superuser(
    meeting: MeetingPage, member: User
) -> None:
    for user in (member, SuperuserFactory()):
        member_details = meeting.get_member_details(user)
        assert member_details is not None
        assert member_details.passcode == CANARIES["passcode"]


def test_get_member_details_refuses_inactive_users(meeting: MeetingPage, member: User) -> None:
    superuser = SuperuserFactory(is_active=False)
    member.is_active = False
    assert meeting.get_member_details(member) is None
    assert meeting.get_member_details(superuser) is None


def test_get_member_details_refuses_former_members(meeting: MeetingPage, member: User) -> None:
    assert meeting.get_member_details(member) is not None
    member.groups.clear()
    assert meeting.get_member_details(User.objects.get(pk=member.pk)) is None


def test_get_member_details_refuses_unpublished_meetings(
    meeting: MeetingPage, member: User
) -> None:
    meeting.unpublish()
    assert MeetingPage.objects.get(pk=meeting.pk).get_member_details(member) is None


def test_get_member_details_respects_view_restrictions(meeting: MeetingPage, member: User) -> None:
    rule = restrict_to_members(meeting)
    rule.groups.clear()
    assert meeting.get_member_details(member) is None


def test_member_details_are_hidden_once_expired(
    client: Client, meeting: MeetingPage, member: User, editor: User
) -> None:
    last = meeting.end + timedelta(days=7)
    with time_machine.travel(last - timedelta(seconds=1), tick=False):
        assert meeting.get_member_details(member) is not None
    with time_machine.travel(last, tick=False):
        for user in (member, editor, SuperuserFactory()):
            assert meeting.get_member_details(user) is None
        client.force_login(member)
        assert "canary" not in client.get(meeting.url).content.decode()


def test_member_details_expire_after_the_configured_days(make_meeting: Make, member: User) -> None:
    meeting = make_meeting(member_details={"address": "x", "cleared_after_days": 0})
    with time_machine.travel(meeting.end, tick=False):
        assert meeting.get_member_details(member) is None


def test_expiry_date_uses_the_zone_of_the_meeting(
    client: Client, meeting: MeetingPage, member: User
) -> None:
    client.force_login(member)
    page = client.get(meeting.url).content.decode()
    assert "These details will be shown until Thursday 10 December 2026." in get_text(page)


def test_empty_member_details_count_as_none(
    client: Client, make_meeting: Make, member: User
) -> None:
    meeting = make_meeting(member_details={})
    assert meeting.get_member_details(member) is None
    client.force_login(member)
    page = client.get(meeting.url).content.decode()
    assert "Details of how to get there or join online will appear here before the meeting." in page


def test_meeting_without_member_details_shows_pending_text(
    client: Client, make_meeting: Make, member: User
) -> None:
    meeting = make_meeting()
    client.force_login(member)
    page = client.get(meeting.url).content.decode()
    assert "Details of how to get there or join online will appear here before the meeting." in page
    assert "Details of how to get there" not in Client().get(meeting.url).content.decode()


def test_str_contains_only_the_meeting_title(meeting: MeetingPage) -> None:
    member_details = MeetingMemberDetails.objects.get()
    assert str(member_details) == f"Member-only details of {meeting.title}"
    assert not leaks(repr(member_details))


@pytest.mark.database
def test_listings_never_show_member_details(
    client: Client, meeting: MeetingPage, member: User
) -> None:
    put_on_home_page(count=3)
    for user in (None, member):
        client.logout()
        if user:
            client.force_login(user)
        for address in ("/", "/meetings/", "/meetings/?page=2"):
            answer = client.get(address)
            assert answer.status_code == 200
            assert "canary" not in answer.content.decode()
        assert meeting.title in client.get("/").content.decode()


def test_search_text_and_structured_data_omit_member_details(meeting: MeetingPage) -> None:
    meeting = MeetingPage.objects.get(pk=meeting.pk)
    texts = [meeting.search_text, meeting.body_text, meeting.meta_description]
    assert "canary" not in json.dumps([*texts, build_event(meeting)])


@pytest.mark.database
def test_search_never_matches_member_details(meeting: MeetingPage) -> None:
    backend = get_search_backend()
    assert list(MeetingPage.objects.search("winter")) == [meeting]
    assert list(backend.search("winter", Page)) != []
    for term in ("canary", "canary-passcode", "Sorrel", "Seminar"):
        assert list(MeetingPage.objects.search(term)) == []
        assert list(backend.search(term, Page)) == []
        assert list(Page.objects.autocomplete(term)) == []


def test_log_entries_omit_member_details(
    client: Client, meeting: MeetingPage, editor: User
) -> None:
    meeting.save_revision(user=editor, log_action=True).publish(user=editor)
    entries = [*PageLogEntry.objects.values(), *ModelLogEntry.objects.values()]
    assert entries
    assert "canary" not in str(entries)


def test_copied_meeting_keeps_member_details_private(
    client: Client, meeting: MeetingPage, member: User
) -> None:
    copied = meeting.copy(update_attrs={"slug": "again", "title": "Again"}, keep_live=True)
    assert "canary" not in client.get(copied.url).content.decode()
    client.force_login(member)
    assert CANARIES["passcode"] in client.get(copied.url).content.decode()


def test_private_meeting_is_visible_to_members_only(
    client: Client, make_meeting: Make, member: User
) -> None:
    private = make_meeting(member_details=CANARIES, title="Behind the door", slug="behind")
    restrict_to_members(private)
    put_on_home_page(count=3)
    for address in ("/", "/meetings/"):
        assert "Behind the door" not in client.get(address).content.decode()
    refused = client.get(private.url)
    assert refused.status_code == 302
    assert refused["Location"].startswith("/account/login/")
    client.force_login(member)
    for address in ("/", "/meetings/", private.url):
        assert "Behind the door" in client.get(address).content.decode()


@pytest.mark.database
def test_meeting_has_at_most_one_set_of_member_details() -> None:
    from events.panels import MEETING_PANELS

    panel = next(p for p in MEETING_PANELS if getattr(p, "relation_name", "") == "_member_details")
    assert (panel.min_num, panel.max_num) == (0, 1)


def test_member_details_come_first_with_editable_headings(
    client: Client, meeting: MeetingPage, member: User
) -> None:
    site_text = SiteTextSettings.load()
    site_text.location_heading = "How to get there"
    site_text.members_only = "Between us"
    site_text.save()
    page = client.get(meeting.url).content.decode()
    assert "How to get there" not in page
    assert "Between us" not in page
    client.force_login(member)
    page = get_text(client.get(meeting.url).content.decode())
    assert in_order(
        page, "Between us", "How to get there", "canary-room", "Meeting details", "Accessibility"
    )


def test_contact_number_is_a_tel_link(client: Client, make_meeting: Make, member: User) -> None:
    meeting = make_meeting(member_details={"contact_on_the_day": "<b>Sorrel</b>, 020 7946 0000"})
    client.force_login(member)
    page = client.get(meeting.url).content.decode()
    link = '<a href="tel:02079460000">020 7946 0000</a>'
    assert f"&lt;b&gt;Sorrel&lt;/b&gt;, {link}" in page


def test_link_phone_numbers_links_only_phone_numbers(subtests: pytest.Subtests) -> None:
    cases = [
        ("+44 (0)20 7946 0000 or 07700 900123", ["+442079460000", "07700900123"]),
        ("(020) 7946-0000", ["02079460000"]),
        ("Room 2.14, from 6.20pm, passcode 402 918", []),
        ("0" * 200, []),
        ("", []),
    ]
    for text, dialled in cases:
        with subtests.test(text=text, dialled=dialled):
            linked = link_phone_numbers(text)
            assert re.findall(r'href="tel:([^"]*)"', linked) == dialled
            assert strip_markup(linked) == text


def test_cancelled_meeting_hides_member_details(
    client: Client, make_meeting: Make, member: User
) -> None:
    meeting = make_meeting(CANARIES, status="cancelled")
    client.force_login(member)
    assert leaks(client.get(meeting.url).content.decode()) == []


def test_page_with_member_details_shows_quick_exit(
    client: Client, meeting: MeetingPage, member: User
) -> None:
    assert "data-quick-exit" not in client.get(meeting.url).content.decode()
    client.force_login(member)
    assert "data-quick-exit" in client.get(meeting.url).content.decode()
