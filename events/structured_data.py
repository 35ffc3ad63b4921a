"""A meeting as schema.org's Event, from public fields only."""

from typing import Any

from core.navigation.chrome import get_site_chrome
from events.choices import Mode, Status
from events.models import MeetingPage
from events.times import format_iso

SCHEMA = "https://schema.org"
STATUSES: dict[str, str] = {Status.CANCELLED: "EventCancelled"}
ATTENDANCE_MODES: dict[str, str] = {
    Mode.IN_PERSON: "OfflineEventAttendanceMode",
    Mode.ONLINE: "OnlineEventAttendanceMode",
    Mode.BOTH: "MixedEventAttendanceMode",
}


def build_event(meeting: MeetingPage) -> dict[str, Any] | None:
    """The meeting as an Event; None without a date, which Event requires."""
    if meeting.local_start is None:
        return None
    facts = {
        "@context": SCHEMA,
        "@type": "Event",
        "name": meeting.title,
        "description": meeting.summary,
        "url": meeting.full_url,
        "startDate": format_iso(meeting.local_start),
        "endDate": format_iso(meeting.local_end) if meeting.local_end else None,
        "eventStatus": f"{SCHEMA}/{STATUSES.get(meeting.status, 'EventScheduled')}",
        "eventAttendanceMode": _get_attendance_mode(meeting),
        "location": _build_locations(meeting),
        "organizer": _build_organiser(meeting),
    }
    return {name: fact for name, fact in facts.items() if fact}


def _get_attendance_mode(meeting: MeetingPage) -> str | None:
    mode = ATTENDANCE_MODES.get(meeting.mode)
    return f"{SCHEMA}/{mode}" if mode else None


def _build_locations(meeting: MeetingPage) -> list[dict[str, Any]]:
    """The public area; for online meetings the URL of the public page, never the meeting link."""
    place = {"@type": "Place", "name": meeting.public_area, "address": meeting.public_area}
    online = {"@type": "VirtualLocation", "url": meeting.full_url}
    places = [place] if meeting.public_area and meeting.mode != Mode.ONLINE else []
    return places + ([online] if meeting.mode in {Mode.ONLINE, Mode.BOTH} else [])


def _build_organiser(meeting: MeetingPage) -> dict[str, Any]:
    organisation = {"@type": "Organization", "name": get_site_chrome(None)["organisation"]["name"]}
    if not meeting.host_name:
        return organisation
    host = {"@type": "Organization", "name": meeting.host_name, "url": meeting.host_link}
    return {name: fact for name, fact in host.items() if fact}
