"""Narrowing down the list of applications, and finding one."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.text import capfirst

from core.reference import reference_in
from membership.models import STAGES, Application
from membership.models.applications import ApplicationQuerySet

LABELS = {"state": "State", "profession": "Profession", "stage": "Stage"}
WORDS = {"state": dict(Application.State.choices), "stage": dict(STAGES)}


@dataclass(frozen=True)
class Filter:
    """One field to narrow the list by, and what *asked* for; a value that nobody has is none."""

    name: str
    choices: list[tuple[str, str]]
    asked: str

    @property
    def label(self) -> str:
        return LABELS[self.name]

    @property
    def chosen(self) -> str:
        return self.asked if self.asked in dict(self.choices) else ""

    @property
    def words(self) -> str:
        """What was chosen, as people say it."""
        return dict(self.choices).get(self.asked, "")


def filters_for(asked: QueryDict) -> list[Filter]:
    """The filters, with the values that occur among the applications that the team may see."""
    rows = list(Application.objects.confirmed().order_by().values(*LABELS).distinct())
    return [
        Filter(name, _choices(name, {row[name] for row in rows}), asked.get(name, ""))
        for name in LABELS
    ]


def narrowed(rows: ApplicationQuerySet, filters: Iterable[Filter]) -> ApplicationQuerySet:
    """Those of *rows* that are as was chosen."""
    return rows.filter(**{item.name: item.chosen for item in filters if item.chosen})


def query_of(filters: Iterable[Filter]) -> str:
    """What was chosen, as an address says it."""
    return urlencode({item.name: item.chosen for item in filters if item.chosen})


def found(rows: ApplicationQuerySet, words: str) -> ApplicationQuerySet:
    """Those of *rows* that *words* name: a reference, or a whole e-mail address."""
    if "@" in words:
        return rows.from_address(words)
    reference = reference_in(words)
    return rows.filter(reference=reference) if reference else rows.none()


def _choices(name: str, values: set[str]) -> list[tuple[str, str]]:
    """In the order in which people know them; else from A to Z."""
    words = WORDS.get(name, {})
    places = {value: place for place, value in enumerate(words)}
    ordered = sorted(values, key=lambda value: (places.get(value, len(places)), value))
    return [(value, capfirst(words.get(value, value))) for value in ordered]
