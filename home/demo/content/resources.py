"""The demo resources index, topics and professions, and the list of all demo resources."""

from typing import Any

from .resources_guides import GUIDES
from .resources_peers import PEER_RESOURCES
from .resources_places import PLACES
from .resources_returning import RETURNING

RESOURCE_INDEX: dict[str, str] = {
    "slug": "resources",
    "title": "Resources",
    "introduction": (
        "Guides, books, organisations and helplines that members have found useful. We aim to "
        "check each one at least once a year."
    ),
    "search_description": (
        "Guides, links, helplines and books for mental health professionals who have been unwell "
        "themselves, with the date each was last checked."
    ),
}

TOPICS: list[str] = [
    "Going back to work",
    "Telling people",
    "Rights and adjustments",
    "Supervision",
    "Training",
    "Peer support",
    "Keeping well",
    "Urgent help",
]

PROFESSIONS: list[str] = [
    "Nursing",
    "Occupational therapy",
    "Psychiatry",
    "Psychology",
    "Psychotherapy and counselling",
    "Social work",
]

RESOURCES: list[dict[str, Any]] = [*GUIDES, *RETURNING, *PEER_RESOURCES, *PLACES]
