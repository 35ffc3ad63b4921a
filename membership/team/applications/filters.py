"""Filters and search of the list of applications."""

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
CONTENT = "content"
FULL, DECISION_ONLY = "all", "decision"
# Some of those who wait: their sender has answered a question of ours.
ANSWERED = "answered"
ANSWERS = ApplicationDecision.objects.filter(application=OuterRef("pk")).exclude(replied_at=None)
HAS_ANSWERED = Q(state=State.WAITING) & Q(Exists(ANSWERS))
FILTER_LABELS = {
    "state": "State",
    "profession": "Profession",
    "stage": "Stage",
    CONTENT: "What is kept",
}
CHOICE_LABELS = {
    # Beside those who wait: they are some of them.
    "state": {State.WAITING: "", ANSWERED: "answered", **dict(State.choices)},
    "stage": dict(STAGES),
    CONTENT: {FULL: "the application", DECISION_ONLY: "the decision alone"},
}
# What an application says of somebody, until it is emptied.
CONTENT_FIELDS = frozenset({"profession", "stage"})
# What is more than the value of a field.
CONDITIONS = {
    ("state", ANSWERED): HAS_ANSWERED,
    (CONTENT, FULL): Q(redacted_at=None),
    (CONTENT, DECISION_ONLY): Q(redacted_at__isnull=False),
}


@dataclass(frozen=True)
class Filter:
    """One filter of the list. *requested*: its value in the URL, which may not exist."""

    name: str
    choices: list[tuple[str, str]]
    requested: str

    @property
    def label(self) -> str:
        return FILTER_LABELS[self.name]

    @property
    def selected(self) -> str:
        return self.requested if self.requested in dict(self.choices) else ""

    @property
    def selected_label(self) -> str:
        """What was chosen, as it is displayed."""
        return dict(self.choices).get(self.requested, "")

    @property
    def is_offered(self) -> bool:
        """What is kept is asked for only where some were emptied."""
        return self.name != CONTENT or DECISION_ONLY in dict(self.choices)


def visible_to(user: Any) -> ApplicationQuerySet:
    """What *user* may ever see: what is confirmed, and they have not stepped aside from."""
    return Application.objects.confirmed().visible_to_reviewer(user)


def get_filters(requested: QueryDict, user: Any) -> list[Filter]:
    """The filters, with the values that occur among the applications that *user* may see."""
    is_full = When(redacted_at=None, then=Value(FULL))
    answered = Case(When(HAS_ANSWERED, then=Value(ANSWERED)), default=Value(""))
    content = Case(is_full, default=Value(DECISION_ONLY))
    rows = visible_to(user).annotate(content=content, answered=answered).order_by()
    occurring = list(rows.values(*FILTER_LABELS, ANSWERED).distinct())
    return [
        Filter(name, _build_choices(name, _get_values(name, occurring)), requested.get(name, ""))
        for name in FILTER_LABELS
    ]


def apply_filters(rows: ApplicationQuerySet, filters: Iterable[Filter]) -> ApplicationQuerySet:
    """Those of *rows* that are as was chosen."""
    return rows.filter(*(_build_condition(item) for item in filters if item.selected))


def build_query(filters: Iterable[Filter]) -> str:
    """What was chosen, as an address says it."""
    return urlencode({item.name: item.selected for item in filters if item.selected})


def search(rows: ApplicationQuerySet, query: str) -> ApplicationQuerySet:
    """Those of *rows* that *query* names: a reference, or a whole e-mail address."""
    if "@" in query:
        return rows.from_email(query)
    reference = parse_reference(query)
    return rows.filter(reference=reference) if reference else rows.none()


def _build_condition(item: Filter) -> Q:
    has_content = Q(redacted_at=None) if item.name in CONTENT_FIELDS else Q()
    condition = CONDITIONS.get((item.name, item.selected))
    return has_content & (condition or Q((item.name, item.selected)))


def _get_values(name: str, rows: list[dict[str, str]]) -> set[str]:
    """Those of the field *name*; of what was emptied, nothing that it does not say any more."""
    values = {row[name] for row in rows if name not in CONTENT_FIELDS or row[CONTENT] == FULL}
    return values | {row[ANSWERED] for row in rows if name == "state" and row[ANSWERED]}


def _build_choices(name: str, values: set[str]) -> list[tuple[str, str]]:
    """In the order in which people know them; else from A to Z."""
    labels = CHOICE_LABELS.get(name, {})
    positions = {value: position for position, value in enumerate(labels)}
    ordered = sorted(values, key=lambda value: (positions.get(value, len(positions)), value))
    return [(value, capfirst(labels.get(value, value))) for value in ordered]
