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
            ("Contact us", "contact"),
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
        "hours": "24 hours a day, every day",
        "nation": "",
        "text": (
            "If someone’s life is at risk, call 999 or go to A&E if you can get there safely. You "
            "will not be wasting anyone’s time. A mental health emergency is as serious as any "
            "other."
        ),
        "order": 1,
        "in_footer": True,
    },
    {
        "name": "NHS 111",
        "number": "111",
        "url": "tel:111",
        "label": "NHS 111, mental health option",
        "hours": "24 hours a day, every day",
        "nation": "",
        "text": (
            "Call 111 and choose the mental health option for urgent help near you in England, "
            "Scotland and Wales."
        ),
        "order": 2,
        "in_footer": True,
    },
    {
        "name": "Samaritans",
        "number": "116 123",
        "url": "tel:116123",
        "label": "Samaritans, 24 hours a day",
        "hours": "24 hours a day, every day",
        "nation": "",
        "text": "To talk about anything that is upsetting you. Free to call.",
        "order": 3,
        "in_footer": True,
    },
    {
        "name": "Shout",
        "number": "85258",
        "url": "sms:85258",
        "label": "Text SHOUT to",
        "hours": "24 hours a day, every day",
        "nation": "",
        "text": "Text the word SHOUT to this number if you cannot talk or it is not safe to.",
        "order": 4,
        "in_footer": True,
    },
    {
        "name": "Lifeline",
        "number": "0808 808 8000",
        "url": "tel:08088088000",
        "label": "Lifeline, Northern Ireland",
        "hours": "24 hours a day, every day",
        "nation": "Northern Ireland",
        "text": "For people in Northern Ireland who are in distress or despair. Free to call.",
        "order": 5,
        "in_footer": False,
    },
]

CONTENT_NOTES: list[dict[str, str]] = [
    {
        "name": "burnout",
        "explanation": "Mentions exhaustion from work. Does not describe it in detail.",
    },
    {
        "name": "hospital stay",
        "explanation": (
            "Mentions time on a ward. Does not describe in detail what happened there."
        ),
    },
    {
        "name": "low mood",
        "explanation": "Talks about sadness or losing interest in things.",
    },
    {
        "name": "time off work",
        "explanation": "Talks about being signed off or going back to work.",
    },
    {
        "name": "unfair treatment",
        "explanation": "Mentions bad treatment at work because of someone’s health.",
    },
    {
        "name": "thoughts of suicide",
        "explanation": "Mentions thoughts of suicide. Does not describe any method or event.",
    },
]

SITE_TEXT: dict[str, str] = {
    "not_found_heading": "Page not found",
    "not_found_text": (
        "The page may have moved or been removed, or the web address may be wrong. You have not "
        "done anything wrong."
    ),
    "forbidden_heading": "You cannot open this page",
    "forbidden_text": (
        "You may need to sign in. If you were filling in a form, it may have timed out. Go back "
        "and send it again."
    ),
    "server_error_heading": "Sorry, something went wrong",
    "server_error_text": (
        "This is a problem on our side, not yours. Try again in a few minutes. If you need help "
        "now, call 999, call NHS 111 and choose the mental health option, or call Samaritans on "
        "116 123."
    ),
    "unavailable_heading": "Sorry, the site is unavailable",
    "unavailable_text": (
        "This is a problem on our side, not yours. Try again in a few minutes. If you need help "
        "now, call 999, call NHS 111 and choose the mental health option, or call Samaritans on "
        "116 123."
    ),
    "no_articles": "There are no articles here yet.",
    "no_meetings": "There are no meetings planned at the moment. New dates will appear here.",
    "no_resources": "No resources match all of these filters. Remove a filter to see more.",
    "no_results": "Try fewer words, or a different word for the same thing.",
    "resource_feedback": (
        "Is something on this page wrong or out of date? Tell us and we will check it."
    ),
    "meeting_for_anonymous": (
        "Members can sign in to see how to get there or join online. You can become a member if "
        "you work or train in mental health and have been unwell yourself."
    ),
}
