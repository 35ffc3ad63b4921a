"""Narrowing down the list of applications, and finding one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.http import QueryDict
from django.utils.text import capfirst

from core.references import parse_reference
from membership.models import STAGES, Application, ApplicationDecision
from membership.models.application import ApplicationQuerySet

State = Application.State
# Whether the application is there, or nothing but the decision is left of it.
KEPT = "kept"
WHOLE, DECISION = "all", "decision"
# Some of those who wait: their sender has answered a question of ours.
ANSWERED = "answered"
ANSWERS = ApplicationDecision.objects.filter(application=OuterRef("pk")).exclude(replied_at=None)
HAS_ANSWERED = Q(state=State.WAITING) & Q(Exists(ANSWERS))
LABELS = {"state": "State", "profession": "Profession", "stage": "Stage", KEPT: "What is kept"}
WORDS = {
    # Beside those who wait: they are some of them.
    "state": {State.WAITING: "", ANSWERED: "answered", **dict(State.choices)},
    "stage": dict(STAGES),
    KEPT: {WHOLE: "the application", DECISION: "the decision alone"},
}
# What an application says of somebody, until it is emptied.
SAID = frozenset({"profession", "stage"})
# What is more than the value of a field.
CONDITIONS = {
    ("state", ANSWERED): HAS_ANSWERED,
    (KEPT, WHOLE): Q(redacted_at=None),
    (KEPT, DECISION): Q(redacted_at__isnull=False),
}


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

    @property
    def is_offered(self) -> bool:
        """What is kept is asked for only where some were emptied."""
        return self.name != KEPT or DECISION in dict(self.choices)


def seen_by(user: Any) -> ApplicationQuerySet:
    """What *user* may ever see: what is confirmed, and they have not stepped aside from."""
    return Application.objects.confirmed().visible_to_reviewer(user)


def filters_for(asked: QueryDict, user: Any) -> list[Filter]:
    """The filters, with the values that occur among the applications that *user* may see."""
    whole = When(redacted_at=None, then=Value(WHOLE))
    answered = Case(When(HAS_ANSWERED, then=Value(ANSWERED)), default=Value(""))
    kept = Case(whole, default=Value(DECISION))
    rows = seen_by(user).annotate(kept=kept, answered=answered).order_by()
    found = list(rows.values(*LABELS, ANSWERED).distinct())
    return [
        Filter(name, _choices(name, _values(name, found)), asked.get(name, "")) for name in LABELS
    ]


def narrowed(rows: ApplicationQuerySet, filters: Iterable[Filter]) -> ApplicationQuerySet:
    """Those of *rows* that are as was chosen."""
    return rows.filter(*(_condition(item) for item in filters if item.chosen))


def query_of(filters: Iterable[Filter]) -> str:
    """What was chosen, as an address says it."""
    return urlencode({item.name: item.chosen for item in filters if item.chosen})


def found(rows: ApplicationQuerySet, words: str) -> ApplicationQuerySet:
    """Those of *rows* that *words* name: a reference, or a whole e-mail address."""
    if "@" in words:
        return rows.from_email(words)
    reference = parse_reference(words)
    return rows.filter(reference=reference) if reference else rows.none()


def _condition(item: Filter) -> Q:
    is_said = Q(redacted_at=None) if item.name in SAID else Q()
    named = CONDITIONS.get((item.name, item.chosen))
    return is_said & (named or Q((item.name, item.chosen)))


def _values(name: str, rows: list[dict[str, str]]) -> set[str]:
    """Those of the field *name*; of what was emptied, nothing that it does not say any more."""
    values = {row[name] for row in rows if name not in SAID or row[KEPT] == WHOLE}
    return values | {row[ANSWERED] for row in rows if name == "state" and row[ANSWERED]}


def _choices(name: str, values: set[str]) -> list[tuple[str, str]]:
    """In the order in which people know them; else from A to Z."""
    words = WORDS.get(name, {})
    places = {value: place for place, value in enumerate(words)}
    ordered = sorted(values, key=lambda value: (places.get(value, len(places)), value))
    return [(value, capfirst(words.get(value, value))) for value in ordered]
