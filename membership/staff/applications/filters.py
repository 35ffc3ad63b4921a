"""Filters and search of the list of applications."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.http import QueryDict
from django.utils.text import capfirst

from formats.references import parse_reference
from membership.models import STAGES, Application, ApplicationDecision
from membership.models.application import ApplicationQuerySet

State = Application.State
# Filter by content: the full application, or redacted with only the decision left.
CONTENT = "content"
FULL, DECISION_ONLY = "all", "decision"
# A state of the filter only: waiting applications with an answered question.
ANSWERED = "answered"
ANSWERS = ApplicationDecision.objects.filter(application=OuterRef("pk")).exclude(replied_at=None)
HAS_ANSWERED = Q(state=State.WAITING) & Q(Exists(ANSWERS))
FILTER_LABELS = {
    "state": "Status",
    "profession": "Profession",
    "stage": "Career stage",
    CONTENT: "Details",
}
CHOICE_LABELS = {
    # Listed after "waiting", of which it is a subset. The empty label is overwritten.
    "state": {State.WAITING: "", ANSWERED: "answered", **dict(State.choices)},
    "stage": dict(STAGES),
    CONTENT: {FULL: "kept", DECISION_ONLY: "deleted (decision only)"},
}
# Fields that are erased when an application is redacted.
CONTENT_FIELDS = frozenset({"profession", "stage"})
# Conditions of choices that are not the value of a field.
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
        """The label of the selected choice, or ""."""
        return dict(self.choices).get(self.requested, "")

    @property
    def is_offered(self) -> bool:
        """Whether the filter is shown. That for content is, once an application is redacted."""
        return self.name != CONTENT or DECISION_ONLY in dict(self.choices)


def visible_to(user: Any) -> ApplicationQuerySet:
    """Applications that *user* may see: confirmed, and *user* is not recused."""
    return Application.objects.confirmed().visible_to_reviewer(user)


def get_filters(requested: QueryDict, user: Any) -> list[Filter]:
    """All filters, with the values that occur in applications visible to *user*."""
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
    """*rows* that match all selected *filters*."""
    return rows.filter(*(_build_condition(item) for item in filters if item.selected))


def build_query(filters: Iterable[Filter]) -> str:
    """The selected *filters* as a query string."""
    return urlencode({item.name: item.selected for item in filters if item.selected})


def search(rows: ApplicationQuerySet, query: str) -> ApplicationQuerySet:
    """*rows* with the reference or the email address *query*; both have to match exactly."""
    if "@" in query:
        return rows.from_email(query)
    reference = parse_reference(query)
    return rows.filter(reference=reference) if reference else rows.none()


def _build_condition(item: Filter) -> Q:
    has_content = Q(redacted_at=None) if item.name in CONTENT_FIELDS else Q()
    condition = CONDITIONS.get((item.name, item.selected))
    return has_content & (condition or Q((item.name, item.selected)))


def _get_values(name: str, rows: list[dict[str, str]]) -> set[str]:
    """Values of the field *name* in *rows*. Erased fields of redacted applications are skipped."""
    values = {row[name] for row in rows if name not in CONTENT_FIELDS or row[CONTENT] == FULL}
    return values | {row[ANSWERED] for row in rows if name == "state" and row[ANSWERED]}


def _build_choices(name: str, values: set[str]) -> list[tuple[str, str]]:
    """Choices with labels: in the order of CHOICE_LABELS, otherwise alphabetical."""
    labels = CHOICE_LABELS.get(name, {})
    positions = {value: position for position, value in enumerate(labels)}
    ordered = sorted(values, key=lambda value: (positions.get(value, len(positions)), value))
    return [(value, capfirst(labels.get(value, value))) for value in ordered]
