"""Fixtures for meetings, with canaries in all member-only details."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from events.models import MeetingIndexPage, MeetingPage
from home.models import HomePage
from tests.factories import MemberFactory, UserFactory, make_home, publish
from users.models import User

# Saturday 21 November 2026, midday in London: winter time.
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)

CANARIES = {
    "address": "canary-address Example Row",
    "room": "canary-room 2.14",
    "map_link": "https://canary-map.example.org/",
    "online_link": "https://canary-online.example.org/",
    "passcode": "canary-passcode",
    "contact_on_the_day": "canary-contact Sorrel",
    "note_to_members": "canary-note: the door says Seminar",
}


@pytest.fixture(autouse=True)
def november(db: None) -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def home() -> HomePage:
    return make_home()


@pytest.fixture
def meetings(home: HomePage) -> MeetingIndexPage:
    return publish(home, MeetingIndexPage, title="Meetings", slug="meetings")


def facts(**fields: Any) -> dict[str, Any]:
    """The required fields of a meeting: an evening in December, in winter time."""
    return {
        "title": "Winter, and carrying two roles",
        "summary": "An evening about the dark months.",
        "start": datetime(2026, 12, 3, 18, 30, tzinfo=UTC),
        "end": datetime(2026, 12, 3, 20, 0, tzinfo=UTC),
        "mode": "both",
        "public_area": "Central London",
        "access_information": "Step-free from the street.",
        **fields,
    }


def when(start: datetime, hours: float = 1) -> dict[str, datetime]:
    return {"start": start, "end": start + timedelta(hours=hours)}


def fill(meetings: MeetingIndexPage, past: int, coming: int, start: int = 0) -> None:
    """Create many meetings, at regular intervals."""
    parent = Page.objects.get(pk=meetings.pk)
    for number in range(start, start + past):
        moments = when(NOW - timedelta(days=1 + 20 * number))
        add_dated(parent, f"past-{number}", moments)
    for number in range(start, start + coming):
        add_dated(parent, f"coming-{number}", when(NOW + timedelta(days=7 + 9 * number)))


def add_dated(parent: Page, slug: str, moments: dict[str, datetime]) -> None:
    parent.add_child(instance=MeetingPage(**facts(title=slug, slug=slug, **moments)))


def put_on_home_page(count: int) -> None:
    """Add a section with the next *count* meetings to the home page."""
    home = HomePage.objects.get()
    home.sections = [("next_meetings", {"heading": "The next meeting", "count": count})]
    home.save_revision().publish()


@pytest.fixture
def make_meeting(meetings: MeetingIndexPage) -> Callable[..., MeetingPage]:
    """A published meeting; ``member_details=`` sets its member-only details."""

    def make(member_details: dict[str, Any] | None = None, **fields: Any) -> MeetingPage:
        page = publish(meetings, MeetingPage, **facts(**fields))
        if member_details is not None:
            page.set_member_details(**member_details)
            page.save_revision().publish()
        return MeetingPage.objects.get(pk=page.pk)

    return make


@pytest.fixture
def meeting(make_meeting: Callable[..., MeetingPage]) -> MeetingPage:
    """The meeting in December, with all member-only details."""
    return make_meeting(member_details=CANARIES)


@pytest.fixture
def member() -> User:
    return MemberFactory()


@pytest.fixture
def non_member() -> User:
    """Can log in, but is neither member nor staff."""
    return UserFactory()


@pytest.fixture
def editor() -> User:
    """Can edit and publish every page."""
    return UserFactory(groups=["Editors"])


@pytest.fixture
def staff_without_pages() -> User:
    """Can access the admin, but edit no page."""
    return UserFactory(groups=["Membership team"])


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


@pytest.fixture
def add(meetings: MeetingIndexPage) -> str:
    return reverse("wagtailadmin_pages:add", args=["events", "meetingpage", meetings.pk])
