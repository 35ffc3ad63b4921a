"""Meetings of every status, as shown to visitors and members, for the style guide."""

from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from events.choices import Audience, Mode, Status
from events.models import MeetingPage
from styleguide import WINDOW, Example
from styleguide.samples import (
    HOSTILE,
    LONG_SENTENCE,
    LONG_TITLE,
    LONG_WORD,
    MEMBER,
    SENTENCE,
    sample,
)

START, END = datetime(2036, 12, 4, 18, 30, tzinfo=UTC), datetime(2036, 12, 4, 20, tzinfo=UTC)
READER: Any = SimpleNamespace(**vars(MEMBER), is_member=True, is_superuser=True)


def meeting(title: str = "Carrying two roles", **fields: Any) -> MeetingPage:
    """An unsaved meeting."""
    filled = {
        "summary": SENTENCE,
        "start": START,
        "end": END,
        "mode": Mode.BOTH,
        "public_area": "Central London",
        "audience": Audience.MEMBERS,
        "access_information": "Step-free from the street. Captions online.\nA quiet room.",
        "host_name": "A university department",
        "capacity": 24,
        "repeats": "Every first Thursday",
    }
    return sample(MeetingPage, title, **{**filled, **fields})


def states() -> dict[str, MeetingPage]:
    other_zone = {
        "timezone": "America/New_York",
        "mode": Mode.ONLINE,
        "public_area": "Online",
    }
    return {
        "planned": meeting(),
        "changed": meeting(status=Status.CHANGED, status_note="Now half an hour later."),
        "cancelled": meeting(status=Status.CANCELLED, status_note="We are sorry."),
        "other time zone": meeting(**other_zone),
        "incomplete": sample(MeetingPage, "A draft"),
        "long": meeting(LONG_TITLE, summary=LONG_SENTENCE, public_area=LONG_WORD),
        "hostile": meeting(HOSTILE, summary=HOSTILE, public_area=HOSTILE, host_name=HOSTILE),
    }


def examples() -> Iterator[Example]:
    for state, shown in states().items():
        yield Example("components/meeting_row.html", state, {"meeting": shown})
    for state, shown in states().items():
        context = {"meeting": shown, "kicker": "Next meeting"}
        yield Example(
            "components/next_meeting.html", state, context, WINDOW, wrapper_class="full-width"
        )
    for state in ("planned", "incomplete", "hostile"):
        facts = {"meeting": states()[state], "full": True, "columns": True}
        yield Example("components/meeting_facts.html", f"all facts, {state}", facts)


def for_members() -> Iterator[Example]:
    on_site = {"room": "Second door on the left", "address": "1 Example Street\nExampleton EX1 1EX"}
    online = {"online_link": "https://example.org/meet", "passcode": "two chairs"}
    yield _member_details_example(
        "in person and online", **on_site, **online, contact_on_the_day="Larch, 07700 900000"
    )
    yield _member_details_example("online", **online, note_to_members="Cameras may stay off.")
    yield _member_details_example(
        "long", address=LONG_WORD, room=LONG_SENTENCE[:200], note_to_members=LONG_SENTENCE
    )
    yield _member_details_example("hostile", address=HOSTILE, note_to_members=HOSTILE)
    yield Example("events/member_details_pending.html", "not entered yet", {"page": meeting()})


def _member_details_example(state: str, **fields: str) -> Example:
    shown = meeting()
    shown.set_member_details(**fields)
    return Example(
        "events/member_details.html", state, {"member_details": shown.get_member_details(READER)}
    )
