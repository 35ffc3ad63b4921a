"""The meeting index: the next meeting, upcoming ones by month, past ones by year."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client, RequestFactory

from core.models import SiteTextSettings
from events.choices import Audience
from events.models import MeetingIndexPage, MeetingPage
from tests.events.conftest import NOW, fill, put_on_home_page, when
from tests.events.html import assert_valid, get_text, in_order, main_of
from tests.factories import draft, restrict_to_members

pytestmark = pytest.mark.database
Make = Callable[..., MeetingPage]
ADDRESS = "/meetings/"


def read(client: Client, query: str = "") -> str:
    answer = client.get(f"{ADDRESS}{query}")
    assert answer.status_code == 200
    assert not answer.cookies
    page = answer.content.decode()
    assert_valid(page)
    return main_of(page)


def test_index_shows_next_meeting_then_months_then_past_years(
    client: Client, make_meeting: Make
) -> None:
    make_meeting(title="In March", **when(datetime(2027, 3, 11, 17, 30, tzinfo=UTC)))
    make_meeting(title="In January", **when(datetime(2027, 1, 14, 19, tzinfo=UTC)))
    make_meeting(title="In December")
    make_meeting(title="Long ago", **when(datetime(2025, 5, 8, 18, tzinfo=UTC)))
    make_meeting(title="This autumn", **when(datetime(2026, 10, 17, 12, tzinfo=UTC)))
    make_meeting(title="This summer", **when(datetime(2026, 6, 4, 17, 30, tzinfo=UTC)))
    page = read(client)
    assert in_order(
        page,
        *("Next meeting", "In December", "Upcoming meetings", "January 2027", "In January"),
        *("March 2027", "In March", "Past meetings", "<summary>2026</summary>", "This autumn"),
        *("This summer", "<summary>2025</summary>", "Long ago"),
    )
    assert "Thu 4 Jun This summer 6.30pm to 7.30pm" in get_text(page)


def test_meeting_in_progress_is_still_the_next_meeting(client: Client, make_meeting: Make) -> None:
    make_meeting(title="Under way", **when(NOW - timedelta(hours=1), hours=1))
    make_meeting(title="Just over", **when(NOW - timedelta(hours=2), hours=1.9))
    page = read(client)
    assert in_order(page, "Next meeting", "Under way", "Past meetings", "Just over")


def test_cancelled_meeting_is_listed_but_never_next(client: Client, make_meeting: Make) -> None:
    make_meeting(title="Off", status="cancelled", status_note="The host is ill.")
    make_meeting(title="On", **when(datetime(2026, 12, 10, 18, tzinfo=UTC)))
    page = get_text(read(client))
    assert in_order(
        page, "Next meeting On", "Upcoming meetings", "Off Cancelled", "The host is ill."
    )


def test_changed_meeting_shows_status_note(client: Client, make_meeting: Make) -> None:
    make_meeting(title="First")
    make_meeting(
        title="Second",
        status="changed",
        status_note="Half an hour later.",
        **when(datetime(2026, 12, 10, 18, tzinfo=UTC)),
    )
    assert in_order(get_text(read(client)), "Second Changed", "Half an hour later.")


def test_empty_index_shows_editable_text(client: Client, meetings: MeetingIndexPage) -> None:
    text = SiteTextSettings.load()
    text.no_meetings = "Nothing planned; come back in spring."
    text.save()
    page = read(client)
    assert "Nothing planned; come back in spring." in page
    assert "Upcoming meetings" not in page
    assert "Past meetings" not in page


def test_index_with_only_cancelled_meetings_shows_no_next_meeting(
    client: Client, make_meeting: Make
) -> None:
    make_meeting(title="Off", status="cancelled")
    assert in_order(read(client), "There are no meetings planned", "Upcoming meetings", "Off")


def test_index_ignores_half_filled_drafts(
    client: Client, meetings: MeetingIndexPage, make_meeting: Make
) -> None:
    make_meeting(title="Complete")
    draft(meetings, MeetingPage, title="Half-filled")
    page = read(client)
    assert "Complete" in page
    assert "Half-filled" not in page


def test_past_meetings_are_paginated(client: Client, meetings: MeetingIndexPage) -> None:
    fill(meetings, past=30, coming=1)
    first, second = read(client), read(client, "?page=2")
    assert "Page 1 of 2" in first
    assert first.count('class="meeting-row"') == 24
    assert second.count('class="meeting-row"') == 6
    assert "Next meeting" in first
    assert "Next meeting" not in second
    assert '<details class="disclosure past-meetings" open>' in second


def test_index_ignores_invalid_query_parameters(
    client: Client, meetings: MeetingIndexPage, subtests: pytest.Subtests
) -> None:
    fill(meetings, past=3, coming=2)
    cases = [
        *("?page=abc", "?page=%00", "?page=", "?page=0.5", "?page=%C2%B2", "?year=x&kind=%00"),
        *(f"?page={'9' * 5000}", "?page[]=1", "?page=1&page=abc"),
    ]
    for query in cases:
        with subtests.test(query=query):
            assert get_text(read(client, query)) == get_text(read(client))


def test_page_number_beyond_the_last_shows_the_last_page(
    client: Client, meetings: MeetingIndexPage
) -> None:
    fill(meetings, past=30, coming=1)
    for number in ("99", "-3", "9" * 30):
        assert "Page 2 of 2" in read(client, f"?page={number}")


def test_queryset_filters_upcoming_past_and_not_cancelled(make_meeting: Make) -> None:
    past = [
        make_meeting(title="A", **when(datetime(2026, 1, 1, 12, tzinfo=UTC))),
        make_meeting(title="B", **when(datetime(2026, 2, 1, 12, tzinfo=UTC))),
    ]
    later = make_meeting(title="C", **when(datetime(2027, 1, 1, 12, tzinfo=UTC)))
    sooner = make_meeting(title="D", status="cancelled")
    published = MeetingPage.objects.visible_to(None)
    assert list(published.upcoming()) == [sooner, later]
    assert list(published.upcoming().not_cancelled()) == [later]
    assert list(published.past()) == past[::-1]


def test_undated_meetings_are_neither_upcoming_nor_past(make_meeting: Make) -> None:
    undated = make_meeting()
    MeetingPage.objects.filter(pk=undated.pk).update(start=None, end=None)
    assert not MeetingPage.objects.published().upcoming().exists()
    assert not MeetingPage.objects.published().past().exists()


def test_home_page_shows_next_meeting_then_others(client: Client, make_meeting: Make) -> None:
    make_meeting(title="Soon")
    make_meeting(title="Later", **when(datetime(2027, 1, 14, 19, tzinfo=UTC)))
    make_meeting(title="Much later", **when(datetime(2027, 2, 14, 19, tzinfo=UTC)))
    put_on_home_page(count=2)
    page = client.get("/").content.decode()
    assert_valid(page)
    assert in_order(main_of(page), "The next meeting", "Soon", "Later")
    assert "Much later" not in page


def test_home_page_shows_text_when_no_meeting_is_planned(
    client: Client, meetings: MeetingIndexPage
) -> None:
    put_on_home_page(count=1)
    page = client.get("/").content.decode()
    assert_valid(page)
    assert "There are no meetings planned at the moment." in page


def test_private_index_is_hidden_from_anonymous_users(
    client: Client, meetings: MeetingIndexPage, make_meeting: Make
) -> None:
    make_meeting()
    restrict_to_members(meetings)
    put_on_home_page(count=3)
    assert client.get(ADDRESS)["Location"].startswith("/account/login/")
    assert "Winter" not in main_of(client.get("/").content.decode())


def test_get_items_returns_only_visible_meetings(
    meetings: MeetingIndexPage, make_meeting: Make, member: Any
) -> None:
    private, public = make_meeting(title="Private"), make_meeting(title="Public", slug="public")
    restrict_to_members(private)
    request = RequestFactory().get(ADDRESS)
    request.user = None
    assert list(meetings.get_items(request)) == [public]
    request.user = member
    assert set(meetings.get_items(request)) == {public, private}


def test_index_labels_members_only_meetings_for_members(
    client: Client, make_meeting: Make, member: Any
) -> None:
    # The label of this audience would be the same.
    audience = Audience.ALL
    make_meeting(title="For all", audience=audience)
    later = when(datetime(2027, 1, 14, 19, tzinfo=UTC))
    restrict_to_members(make_meeting(title="Ours", slug="ours", audience=audience, **later))
    assert "Members only" not in read(client)
    client.force_login(member)
    page = get_text(main_of(client.get(ADDRESS).content.decode()))
    assert page.count("Members only") == 1
    assert in_order(page, "For all", "Ours", "Members only")
