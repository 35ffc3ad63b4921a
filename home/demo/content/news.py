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
            "Larch is a mental health nurse in the north of England and writes under a pseudonym."
        ),
    },
    {
        "slug": "sorrel",
        "name": "Sorrel",
        "role": "occupational therapist",
        "bio": (
            "Sorrel is an occupational therapist who organises our meetings and likes a window "
            "that opens."
        ),
    },
    {
        "slug": "wren",
        "name": "Wren",
        "role": "trainee clinical psychologist",
        "bio": "Wren is training as a clinical psychologist and runs our small research group.",
    },
    {
        "slug": "the-editors",
        "name": "The editors",
        "role": "Volunteers",
        "bio": (
            "Two or three members who look after these pages and publish articles from all of us."
        ),
    },
]

NEWS_INDEX: dict[str, str] = {
    "slug": "news",
    "title": "News",
    "introduction": (
        "What we are doing, what we think, and stories that some of us have chosen to share. "
        "Members write every article, and two others read it before we publish it."
    ),
    "search_description": (
        "News, opinion, reports and stories by mental health professionals who have been unwell "
        "themselves. Two members read each one first."
    ),
}

NEWS: list[dict[str, Any]] = sorted(
    [*BEGINNINGS, *NOTICES, *OPINIONS, *PRACTICE, *REPORTS, *STORIES],
    key=lambda article: article["days_ago"],
)
