"""The demo meetings index, and the list of all demo meetings, earliest first."""

from typing import Any

from .meetings_later import LATER
from .meetings_near import NEAR

MEETING_INDEX: dict[str, str] = {
    "slug": "meetings",
    "title": "Meetings",
    "introduction": (
        "We meet about once a month, in person, online or both. You can come and say nothing at "
        "all. Times are UK time."
    ),
    "search_description": (
        "When and how our community of mental health professionals with lived experience meets, in "
        "person or online."
    ),
}

MEETINGS: list[dict[str, Any]] = [*NEAR, *LATER]
