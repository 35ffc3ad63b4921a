"""The demo news index, authors, and the list of all demo articles, newest first."""

from typing import Any

from .news_beginnings import BEGINNINGS
from .news_notices import NOTICES
from .news_opinions import OPINIONS
from .news_practice import PRACTICE
from .news_reports import REPORTS
from .news_stories import STORIES

AUTHORS: list[dict[str, str]] = [
    {
        "slug": "larch",
        "name": "Larch",
        "role": "mental health nurse",
        "bio": (
            "Larch is a mental health nurse in the north of England, and writes under a name "
            "chosen for this site."
        ),
    },
    {
        "slug": "sorrel",
        "name": "Sorrel",
        "role": "occupational therapist",
        "bio": (
            "Sorrel is an occupational therapist, looks after our meetings, and believes in "
            "windows that open."
        ),
    },
    {
        "slug": "wren",
        "name": "Wren",
        "role": "clinical psychologist in training",
        "bio": "Wren is in training as a clinical psychologist and keeps our research group small.",
    },
    {
        "slug": "the-editors",
        "name": "The editors",
        "role": "Volunteers",
        "bio": (
            "Two or three members who look after these pages, read everything twice, and write "
            "under no name at all."
        ),
    },
]

NEWS_INDEX: dict[str, str] = {
    "slug": "news",
    "title": "News",
    "introduction": (
        "What we are doing, what we think, and what some of us have chosen to tell. Everything "
        "here is written by members and read by two others before it goes out."
    ),
    "search_description": (
        "News, opinion, reports and stories by mental health professionals who have been unwell "
        "themselves, each read by two members first."
    ),
}

NEWS: list[dict[str, Any]] = sorted(
    [*BEGINNINGS, *NOTICES, *OPINIONS, *PRACTICE, *REPORTS, *STORIES],
    key=lambda article: article["days_ago"],
)
