"""Demo settings: organisation, menus, helplines, content notes and site text."""

from typing import Any

from .documents import DOCUMENTS

__all__ = [
    "CONTENT_NOTES",
    "DOCUMENTS",
    "FOOTER",
    "HELPLINES",
    "MAIN_MENU",
    "ORGANISATION",
    "PROMISE",
    "SITE_TEXT",
]

ORGANISATION: dict[str, str] = {
    "name": "in2gr8mentalhealth",
    "strapline": "For professionals with lived experience",
    "description": (
        "A UK community of mental health professionals who have lived through mental ill health "
        "themselves."
    ),
    "contact_email": "hello@example.org",
}

MAIN_MENU: list[tuple[str, str]] = [
    ("About", "about"),
    ("News", "news"),
    ("Meetings", "meetings"),
    ("Resources", "resources"),
    ("Join", "join"),
]

FOOTER: list[dict[str, Any]] = [
    {
        "heading": "The community",
        "links": [
            ("About", "about"),
            ("News", "news"),
            ("Meetings", "meetings"),
            ("Resources", "resources"),
            ("Join", "join"),
        ],
    },
    {
        "heading": "How we work",
        "links": [
            ("Privacy", "privacy"),
            ("Accessibility", "accessibility"),
            ("Community guidelines", "guidelines"),
            ("Write to us", "contact"),
        ],
    },
]

PROMISE: list[str] = ["No cookies.", "No trackers."]

# An empty nation means the whole of the UK, or that the text names the nations.
HELPLINES: list[dict[str, Any]] = [
    {
        "name": "Emergency services",
        "number": "999",
        "url": "tel:999",
        "label": "Life at risk",
        "hours": "Day and night, every day",
        "nation": "",
        "text": (
            "When someone’s life is at risk now: ring, or go to A&E if you can get there safely. "
            "You will not be wasting anybody’s time. A mental health emergency is as real as any "
            "other."
        ),
        "order": 1,
        "in_footer": True,
    },
    {
        "name": "NHS 111",
        "number": "111",
        "url": "tel:111",
        "label": "NHS, mental health option",
        "hours": "Day and night, every day",
        "nation": "",
        "text": (
            "Choose the mental health option for urgent help near you, in England, Scotland and "
            "Wales."
        ),
        "order": 2,
        "in_footer": True,
    },
    {
        "name": "Samaritans",
        "number": "116 123",
        "url": "tel:116123",
        "label": "Samaritans, any time",
        "hours": "Day and night, every day",
        "nation": "",
        "text": "For anything at all, however long it takes. Free to ring.",
        "order": 3,
        "in_footer": True,
    },
    {
        "name": "Shout",
        "number": "85258",
        "url": "sms:85258",
        "label": "Text SHOUT to",
        "hours": "Day and night, every day",
        "nation": "",
        "text": (
            "Text the word SHOUT to this number if speaking is too much, or not safe where you are."
        ),
        "order": 4,
        "in_footer": True,
    },
    {
        "name": "Lifeline",
        "number": "0808 808 8000",
        "url": "tel:08088088000",
        "label": "Lifeline, Northern Ireland",
        "hours": "Day and night, every day",
        "nation": "Northern Ireland",
        "text": "For distress or despair, for people who live in Northern Ireland. Free to ring.",
        "order": 5,
        "in_footer": False,
    },
]

CONTENT_NOTES: list[dict[str, str]] = [
    {
        "name": "burnout",
        "explanation": "Exhaustion from work is mentioned, not described at length.",
    },
    {
        "name": "a stay in hospital",
        "explanation": (
            "Time on a ward is part of the piece. Nothing that happened there is described in "
            "detail."
        ),
    },
    {
        "name": "low mood",
        "explanation": "Sadness, or the loss of wanting to do things, is talked about.",
    },
    {
        "name": "time off work",
        "explanation": "Being signed off, or coming back afterwards, is talked about.",
    },
    {
        "name": "unfair treatment",
        "explanation": "Being treated badly at work because of one’s health is mentioned.",
    },
    {
        "name": "thoughts of suicide",
        "explanation": "Thoughts of suicide are named. No method and no event is described.",
    },
]

SITE_TEXT: dict[str, str] = {
    "not_found_heading": "This page is not here.",
    "not_found_text": (
        "The page you are looking for is not at this address. It may have moved, or never have "
        "been here. Nothing you did was wrong."
    ),
    "forbidden_heading": "This way is closed.",
    "forbidden_text": (
        "There is nothing to see at this address just now. If you came from a form, going back and "
        "sending it again may help."
    ),
    "server_error_heading": "Something went wrong on our side.",
    "server_error_text": (
        "It was not anything you did. Please try again in a few minutes. If you need someone now, "
        "help lines do not depend on this site: 999, 111, or Samaritans on 116 123."
    ),
    "unavailable_heading": "We are busy for a moment.",
    "unavailable_text": (
        "The site cannot answer just now. It is usually back within a few minutes, and this page "
        "will be here when you try again."
    ),
    "no_articles": (
        "Nothing has been written here yet. When something is, you will find it on this page."
    ),
    "no_meetings": "No meeting is planned at the moment. When one is, its date will stand here.",
    "no_resources": "No resource fits all of these at once. Try taking one filter away.",
    "no_results": (
        "Nothing was found for these words. Try fewer words, or another word for the same thing."
    ),
    "resource_feedback": (
        "Something here out of date, or not as you found it? Please write and tell us."
    ),
    "meeting_for_anonymous": (
        "Members find the way there on this page once they have signed in. Anyone who works or "
        "trains in mental health, and has been unwell themselves, is welcome to join."
    ),
}
