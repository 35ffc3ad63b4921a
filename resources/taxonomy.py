"""Topics, professions, career stages and content notes of a resource."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Cast

from core.models import ContentNote, Profession, Stage, Topic

COLUMNS = {
    "topics": ("topics__name", "topics__slug"),
    "professions": ("professions__name", "professions__slug"),
    "notes": ("content_notes__name", "content_notes__explanation"),
    "stages": ("stages__stage", "stages__stage"),
}


@dataclass(frozen=True)
class ResourceTerms:
    """Topics, professions, career stages and content notes of one resource."""

    topics: list[Topic]
    professions: list[Profession]
    notes: list[ContentNote]
    stages: list[str]


def terms_from_form(page: Any) -> ResourceTerms:
    """Terms of an edited *page*, saved or not, as previews need them."""
    return ResourceTerms(
        topics=list(page.topics.all()),
        professions=list(page.professions.all()),
        notes=list(page.content_notes.all()),
        stages=page.stage_labels,
    )


def get_stored_terms(page: Any) -> ResourceTerms:
    """Terms of *page* in the database: one query instead of four."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for kind, first, second in _rows(type(page).objects.order_by().filter(pk=page.pk)):
        found[kind].append((first, second))
    stages = {stage for stage, _ in found["stages"]}
    return ResourceTerms(
        topics=[Topic(name=name, slug=slug) for name, slug in sorted(found["topics"])],
        professions=[
            Profession(name=name, slug=slug) for name, slug in sorted(found["professions"])
        ],
        notes=[ContentNote(name=word, explanation=text) for word, text in sorted(found["notes"])],
        stages=[label for stage, label in Stage.choices if stage in stages],
    )


def _rows(pages: QuerySet[Any]) -> QuerySet[Any]:
    parts = [
        pages.filter(**{f"{first}__isnull": False}).values_list(
            Value(kind, TextField()), Cast(F(first), TextField()), Cast(F(second), TextField())
        )
        for kind, (first, second) in COLUMNS.items()
    ]
    return parts[0].union(*parts[1:], all=True)
