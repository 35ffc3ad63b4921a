"""Structured data (schema.org Event) of a meeting."""

import json
import re
from collections.abc import Callable

import pytest
from django.test import Client

from events.models import MeetingPage
from events.structured_data import build_event

Make = Callable[..., MeetingPage]


def test_event_contains_public_facts(make_meeting: Make) -> None:
    event = make_meeting(host_name="A university", host_link="https://u.example.org/")
    assert build_event(event) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Winter, and carrying two roles",
        "description": "An evening about the dark months.",
        "url": event.full_url,
        "startDate": "2026-12-03T18:30+00:00",
        "endDate": "2026-12-03T20:00+00:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
        "location": [
            {"@type": "Place", "name": "Central London", "address": "Central London"},
            {"@type": "VirtualLocation", "url": event.full_url},
        ],
        "organizer": {
            "@type": "Organization",
            "name": "A university",
            "url": "https://u.example.org/",
        },
    }


def test_event_status_follows_meeting_status(make_meeting: Make, subtests: pytest.Subtests) -> None:
    cases = [("planned", "Scheduled"), ("changed", "Scheduled"), ("cancelled", "Cancelled")]
    for status, expected in cases:
        with subtests.test(status=status, expected=expected):
            event = build_event(make_meeting(status=status))
            assert event["eventStatus"] == f"https://schema.org/Event{expected}"


def test_event_attendance_mode_and_location_follow_mode(
    make_meeting: Make, subtests: pytest.Subtests
) -> None:
    cases = [
        ("in_person", "Offline", ["Place"]),
        ("online", "Online", ["VirtualLocation"]),
        ("both", "Mixed", ["Place", "VirtualLocation"]),
    ]
    for mode, attendance, places in cases:
        with subtests.test(mode=mode, attendance=attendance):
            event = build_event(make_meeting(mode=mode))
            assert event["eventAttendanceMode"].endswith(f"/{attendance}EventAttendanceMode")
            assert [place["@type"] for place in event["location"]] == places


def test_organizer_defaults_to_the_organisation(make_meeting: Make) -> None:
    assert build_event(make_meeting())["organizer"]["name"] == "in2gr8mentalhealth"


def test_undated_meeting_has_no_event() -> None:
    assert build_event(MeetingPage(title="Half-filled")) is None


def test_page_prints_event_without_member_details(client: Client, meeting: MeetingPage) -> None:
    page = client.get(meeting.url).content.decode()
    printed = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert printed
    event, breadcrumb = json.loads(printed.group(1))
    assert event["@type"] == "Event"
    assert breadcrumb["@type"] == "BreadcrumbList"
    assert "canary" not in printed.group(1)
