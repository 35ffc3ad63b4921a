"""The public page of a meeting."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client
from wagtail.models import Page

from core.models import ContentNote, NavigationSettings, SiteTextSettings
from events.models import MeetingPage
from home.models import HomePage
from membership.models import JoinPage
from tests.events.html import assert_valid, get_text, main_of
from tests.factories import DocumentFactory, publish
from users.models import User

Make = Callable[..., MeetingPage]


def read(client: Client, meeting: MeetingPage) -> str:
    answer = client.get(meeting.url)
    assert answer.status_code == 200
    assert not answer.cookies
    return answer.content.decode()


def test_page_shows_public_facts(client: Client, make_meeting: Make) -> None:
    meeting = make_meeting(
        host_name="The community",
        host_link="https://host.example.org/",
        capacity=20,
        repeats="Every first Thursday",
        body=[("rich_text", "<p>We start with tea.</p>")],
    )
    page = read(client, meeting)
    assert_valid(page)
    shown = get_text(page)
    for text in (
        "Winter, and carrying two roles",
        "An evening about the dark months.",
        "Thursday 3 December 2026, 6.30pm to 8pm",
        "Every first Thursday",
        "In person and online",
        "Central London",
        "Audience Members only",
        "Hosted by The community",
        "Step-free from the street.",
        "Places 20",
        "We start with tea.",
    ):
        assert text in shown
    assert '<a href="https://host.example.org/">' in page


def test_time_elements_include_utc_offset(client: Client, make_meeting: Make) -> None:
    page = read(client, make_meeting())
    assert '<time datetime="2026-12-03T18:30+00:00">' in page
    assert '<time datetime="2026-12-03T20:00+00:00">8pm</time>' in page


def test_summer_meeting_is_shown_in_british_summer_time(client: Client, make_meeting: Make) -> None:
    start = datetime(2027, 6, 3, 17, 30, tzinfo=UTC)
    page = read(client, make_meeting(start=start, end=start + timedelta(hours=1)))
    assert "Thursday 3 June 2027, 6.30pm to 7.30pm" in get_text(page)
    assert '<time datetime="2027-06-03T18:30+01:00">' in page


def test_meeting_across_clock_change_shows_correct_times(
    client: Client, make_meeting: Make, subtests: pytest.Subtests
) -> None:
    cases = [
        # Clocks go forward at 1am on 29 March 2026, and back at 2am on 25 October 2026.
        (datetime(2026, 3, 28, 23, 30, tzinfo=UTC), 1, "Saturday 28 March 2026, 11.30pm to Sunday"),
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), 1, "29 March 2026, 12.30am to 2.30am"),
        (datetime(2026, 10, 24, 23, 30, tzinfo=UTC), 2, "12.30am to 1.30am GMT"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), 1, "1.30am BST to 1.30am GMT"),
    ]
    for start, hours, shown in cases:
        with subtests.test(start=start, hours=hours), transaction.atomic():
            meeting = make_meeting(start=start, end=start + timedelta(hours=hours))
            assert shown in get_text(read(client, meeting))
            transaction.set_rollback(True)


def test_meeting_over_several_days_shows_both_dates(client: Client, make_meeting: Make) -> None:
    meeting = make_meeting(
        start=datetime(2026, 12, 5, 10, tzinfo=UTC), end=datetime(2026, 12, 6, 16, tzinfo=UTC)
    )
    shown = get_text(read(client, meeting))
    assert "Saturday 5 December 2026, 10am to Sunday 6 December 2026, 4pm" in shown


def test_meeting_ending_at_midnight_is_on_one_day(client: Client, make_meeting: Make) -> None:
    meeting = make_meeting(end=datetime(2026, 12, 4, tzinfo=UTC))
    assert "Thursday 3 December 2026, 6.30pm to midnight" in get_text(read(client, meeting))


def test_page_names_other_time_zones(client: Client, make_meeting: Make) -> None:
    page = get_text(read(client, make_meeting(timezone="America/New_York")))
    assert "Thursday 3 December 2026, 1.30pm to 3pm (New York time)" in page


@pytest.mark.parametrize(("status", "label"), [("changed", "Changed"), ("cancelled", "Cancelled")])
def test_status_note_is_at_the_top_of_the_page(
    client: Client, make_meeting: Make, status: str, label: str
) -> None:
    page = read(client, make_meeting(status=status, status_note="The room is flooded."))
    assert_valid(page)
    assert get_text(main_of(page)).startswith(f"{label} The room is flooded.")


def test_status_note_of_planned_meeting_is_hidden(client: Client, make_meeting: Make) -> None:
    page = read(client, make_meeting(status="planned", status_note="The room is flooded."))
    assert "flooded" not in page
    assert 'class="status' not in page


def test_page_links_anonymous_users_to_join_and_login(
    client: Client, home: HomePage, make_meeting: Make
) -> None:
    meeting = make_meeting()
    join = publish(
        home,
        JoinPage,
        title="Join us",
        slug="join",
        who_can_join="<p>You.</p>",
        what_happens_next="<p>Soon.</p>",
    )
    navigation = NavigationSettings.load()
    navigation.join_page = Page.objects.get(pk=join.pk)
    navigation.save()
    page = main_of(read(client, meeting))
    assert "Members can sign in to see how to get there or join online." in page
    assert '<a class="btn" href="/join/">How to join</a>' in page
    assert f'href="/account/login/?next={meeting.url}"' in page


def test_page_without_join_page_still_links_to_login(client: Client, make_meeting: Make) -> None:
    page = main_of(read(client, make_meeting()))
    assert "How to join" not in page
    assert "Sign in" in page


def test_member_sees_no_invitation_to_join(
    client: Client, meeting: MeetingPage, member: User
) -> None:
    client.force_login(member)
    page = client.get(meeting.url).content.decode()
    assert_valid(page)
    assert "How to take part" not in page


def test_authenticated_user_sees_no_login_link(
    client: Client, meeting: MeetingPage, non_member: User
) -> None:
    client.force_login(non_member)
    page = main_of(client.get(meeting.url).content.decode())
    assert "How to take part" in page
    assert "Sign in" not in page


@pytest.mark.parametrize(
    "changes",
    [{"status": "cancelled"}, {"start": datetime(2026, 1, 8, 18, tzinfo=UTC)}],
    ids=["cancelled", "over"],
)
def test_past_or_cancelled_meeting_shows_no_invitation(
    client: Client, make_meeting: Make, changes: dict[str, object]
) -> None:
    if start := changes.get("start"):
        changes = {**changes, "end": start + timedelta(hours=1)}
    assert "How to take part" not in read(client, make_meeting(**changes))


def test_content_notes_precede_the_body(client: Client, make_meeting: Make) -> None:
    meeting = make_meeting(body=[("rich_text", "<p>We start with tea.</p>")])
    meeting.content_notes.set([ContentNote.objects.create(name="burnout")])
    meeting.save()
    shown = get_text(read(client, meeting))
    assert shown.index("Content note: burnout") < shown.index("We start with tea.")


def test_page_links_to_themes_document(client: Client, make_meeting: Make) -> None:
    document = DocumentFactory(title="Themes for the evening")
    page = read(client, make_meeting(themes_document=document))
    assert f'<a href="{document.url}">Themes for the evening</a>' in page
    document.file.delete()
    assert "Themes for the evening" in read(client, MeetingPage.objects.get())
    document.delete()
    assert "Themes for the evening" not in read(client, MeetingPage.objects.get())


def test_private_themes_document_is_hidden_from_anonymous_users(
    client: Client, make_meeting: Make, member: User
) -> None:
    from wagtail.models import Collection, CollectionViewRestriction

    collection = Collection.get_first_root_node().add_child(name="Private")
    rule = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.GROUPS
    )
    rule.groups.set(member.groups.all())
    document = DocumentFactory(title="Behind the door", collection=collection)
    meeting = make_meeting(themes_document=document)
    assert "Behind the door" not in read(client, meeting)
    client.force_login(member)
    assert "Behind the door" in client.get(meeting.url).content.decode()


def test_page_ignores_unknown_query_parameters(client: Client, make_meeting: Make) -> None:
    meeting = make_meeting()
    plain = client.get(meeting.url).content
    for odd in ("?page=abc", "?page=%00", "?x=" + "9" * 5000, "?next=//evil.example.org/"):
        answer = client.get(f"{meeting.url}{odd}")
        assert answer.status_code == 200
        assert main_of(answer.content.decode()) == main_of(plain.decode())
    assert client.get(f"{meeting.url}nothing/").status_code == 404


def test_search_text_and_meta_description_use_public_fields(make_meeting: Make) -> None:
    meeting = make_meeting()
    assert meeting.type_label == "Meeting"
    assert meeting.meta_description == "An evening about the dark months."
    assert "Central London" in meeting.body_text
    assert re.fullmatch(r"2026-12-03", str(meeting.listing_date))


def test_invitation_uses_editable_text(client: Client, make_meeting: Make) -> None:
    site_text = SiteTextSettings.load()
    site_text.attend_heading = "Would you like to come?"
    site_text.meeting_for_anonymous = "Then join us."
    site_text.save()
    page = get_text(read(client, make_meeting()))
    assert "Would you like to come? Then join us." in page
    assert "How to take part" not in page


def test_empty_invitation_heading_falls_back_to_default(client: Client, make_meeting: Make) -> None:
    site_text = SiteTextSettings.load()
    site_text.attend_heading = ""
    site_text.save()
    assert "How to take part" in read(client, make_meeting())


def test_past_meeting_is_labelled_and_links_to_index(client: Client, make_meeting: Make) -> None:
    start = datetime(2026, 1, 8, 18, tzinfo=UTC)
    page = read(client, make_meeting(start=start, end=start + timedelta(hours=1)))
    assert "Past meeting" in page
    assert '<a class="arrow-link" href="/meetings/">All meetings' in page
    assert "All meetings" not in main_of(read(client, make_meeting(slug="to-come")))
