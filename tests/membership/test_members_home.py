"""The members' home: the next meeting, new pages, and members-only content."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from events.models import MeetingIndexPage, MeetingPage
from home.models import StandardPage
from membership import actions
from membership.models import Member
from membership.welcome import SESSION_KEY
from tests.events.conftest import CANARIES, facts
from tests.factories import (
    DocumentFactory,
    UserFactory,
    draft,
    publish,
    restrict_to_members,
)
from tests.membership.member_pages import (
    HOME,
    create_member,
    get_client,
    read,
    set_state,
)
from tests.site_fixtures import members_only  # noqa: F401

pytestmark = [pytest.mark.database, pytest.mark.django_db]
State = Member.State
# Saturday 21 November 2026, midday in London.
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
MAX_QUERIES = 45


@pytest.fixture(autouse=True)
def november(home: Any) -> Any:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def alder() -> Member:
    return create_member(pseudonym="Alder")


@pytest.fixture
def browser(alder: Member) -> Any:
    return get_client(alder)


@pytest.fixture
def meetings(home: Any) -> Any:
    return publish(home, MeetingIndexPage, title="Meetings", slug="meetings")


# --- The next meeting ----------------------------------------------------------------------------
def add_meeting(
    meetings: Any, title: str, *, days: int = 10, secret: bool = True, **fields: Any
) -> Any:
    start = NOW + timedelta(days=days)
    moments = {"start": start, "end": start + timedelta(hours=1)}
    page = MeetingPage(**facts(**{"title": title, "slug": title.lower(), **moments, **fields}))
    if secret:
        page.set_member_details(**CANARIES)
    Page.objects.get(pk=meetings.pk).add_child(instance=page)
    page.save_revision().publish()
    return page


def test_home_shows_next_meeting_with_member_details(browser, meetings):
    add_meeting(meetings, "Later", days=20, secret=False)
    add_meeting(meetings, "Soon")
    add_meeting(meetings, "Cancelled", days=2, status="cancelled")
    add_meeting(meetings, "Over", days=-1)
    part = (
        browser.get(HOME)
        .content.decode()
        .partition('"members-only stack"')[2]
        .partition("</section>")[0]
    )
    assert ">Soon<" in part
    for shown in CANARIES.values():
        assert shown in part
    for other in ("Later", "Cancelled", "Over"):
        assert other not in part


def test_home_announces_missing_meeting_details(browser, meetings):
    add_meeting(meetings, "Soon", secret=False)
    assert (
        "Details of how to get there or join online will appear here before the meeting."
        in read(browser)
    )


def test_home_ignores_draft_meetings(browser, meetings):
    draft(meetings, MeetingPage, **facts(title="Not yet", slug="not-yet"))
    page = read(browser)
    assert "Not yet" not in page
    assert "There are no meetings planned at the moment." in page


def test_home_hides_restricted_meetings(browser, meetings):
    restricted = add_meeting(meetings, "Soon")
    PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.GROUPS)
    page = read(browser)
    assert "Soon" not in page
    assert "canary" not in page


def test_suspended_member_sees_no_meeting_details(alder, browser, meetings):
    add_meeting(meetings, "Soon")
    actions.suspend(member=alder, by=UserFactory(), reason="Rest.")
    assert "canary" not in browser.get(HOME).content.decode()


# --- New pages -----------------------------------------------------------------------------------
def publish_days_ago(home: Any, title: str, days_ago: float, **fields: Any) -> Any:
    page = publish(home, StandardPage, title=title, **fields)
    Page.objects.filter(pk=page.pk).update(first_published_at=NOW - timedelta(days=days_ago))
    return page


def get_news_section(response: Any) -> str:
    part = response.content.decode().partition('aria-labelledby="new"')[2]
    return part.partition("</section>")[0]


def test_first_visit_shows_three_newest_pages(browser, home):
    for number in range(5):
        publish_days_ago(home, f"Page {number}", number)
    news = get_news_section(browser.get(HOME))
    assert [number for number in range(5) if f"Page {number}" in news] == [0, 1, 2]


def test_later_visit_shows_pages_since_last_visit(alder, browser, home, november):
    publish_days_ago(home, "Older", 1)
    publish_days_ago(home, "Of the same day", 0.4)
    browser.get(HOME)
    november.shift(timedelta(days=3))
    publish_days_ago(home, "Newer", -2)
    for _ in range(2):
        news = get_news_section(browser.get(HOME))
        assert news.index("Newer") < news.index("Of the same day")
        assert "Older" not in news
    alder.refresh_from_db()
    assert str(alder.previous_visit_on) == "2026-11-21"
    assert str(alder.last_visit_on) == "2026-11-24"


def test_home_states_that_there_is_no_news(alder, browser, home, november):
    publish_days_ago(home, "Older", 1)
    set_state(alder, State.ACTIVE, last_visit_on=timezone.localdate())
    november.shift(timedelta(days=2))
    assert "There is nothing new since your last visit." in get_news_section(browser.get(HOME))


def test_news_is_limited_and_excludes_drafts_and_home_page(alder, browser, home):
    set_state(alder, State.ACTIVE, last_visit_on=timezone.localdate() - timedelta(days=30))
    draft(home, StandardPage, title="A draft")
    for number in range(10):
        publish_days_ago(home, f"Page {number}", number)
    news = get_news_section(browser.get(HOME))
    assert news.count("<h3>") == 8
    assert "A draft" not in news
    assert ">Home<" not in news


# --- Members only --------------------------------------------------------------------------------
def get_members_only_section(response: Any) -> str:
    part = response.content.decode().partition('aria-labelledby="for-members"')[2]
    return part.partition("</section>")[0]


def test_home_lists_members_only_pages(browser, home):
    publish(home, StandardPage, title="Open to all")
    section = publish(home, StandardPage, title="Our notes")
    restrict_to_members(section)
    publish(section, StandardPage, title="A note of October")
    single = publish(home, StandardPage, title="Another")
    restrict_to_members(single)
    part = get_members_only_section(browser.get(HOME))
    assert "Another" in part
    assert 0 < part.index("Our notes") < part.index("A note of October")
    assert "Open to all" not in part


def test_home_lists_members_only_documents(browser, home, members_only):  # noqa: F811
    DocumentFactory(title="For everybody")
    DocumentFactory(title="For members only", collection=members_only, is_listed_for_members=True)
    DocumentFactory(title="Not ready", collection=members_only)
    part = get_members_only_section(browser.get(HOME))
    assert "For members only" in part
    assert "For everybody" not in part
    assert "Not ready" not in part


def test_home_states_that_there_are_no_members_only_pages(browser):
    assert "There are no pages or documents for members yet." in read(browser)


def create_content(home: Any, collection: Any, first: int, last: int) -> None:
    for number in range(first, last):
        publish_days_ago(home, f"Open {number}", number)
        restrict_to_members(publish(home, StandardPage, title=f"Held {number}"))
        listed = {"collection": collection, "is_listed_for_members": True}
        DocumentFactory(title=f"Paper {number}", **listed)


def test_home_query_count_is_constant(
    browser,
    home,
    meetings,
    members_only,  # noqa: F811
):
    add_meeting(meetings, "Soon")
    browser.get(HOME)
    counts = []
    for first, last in ((0, 3), (3, 30)):
        create_content(home, members_only, first, last)
        browser.get(HOME)
        with CaptureQueriesContext(connection) as queries:
            page = browser.get(HOME).content.decode()
        assert "Held 1" in page
        assert "Paper 1" in page
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[1] <= MAX_QUERIES


# --- First visit ---------------------------------------------------------------------------------
def set_welcome_flag(browser: Any) -> None:
    session = browser.session
    session[SESSION_KEY] = True
    session.save()


def test_new_member_is_welcomed_and_offered_mfa(browser):
    set_welcome_flag(browser)
    page = read(browser)
    assert "You are now a member." in page
    assert "Two-step sign-in protects your account" in page
    assert "You are now a member." not in read(browser)


def test_member_with_mfa_is_not_offered_mfa(alder, browser):
    Authenticator.objects.create(user=alder.user, type=Authenticator.Type.TOTP, data={})
    set_welcome_flag(browser)
    page = read(browser)
    assert "You are now a member." in page
    assert "Two-step sign-in protects your account" not in page
