"""Filters of the resources: what a reader chose, and how many each further choice would leave."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.db.models import CharField, Count, F, IntegerField, QuerySet, Value
from django.utils.http import urlencode

from core.models import Profession, Stage, Topic
from resources.kinds import Kind
from resources.querysets import ResourceQuerySet

# Whatever else stands in an address cannot be a slug of ours, and never reaches the database.
SLUG = re.compile(r"[-\w]{1,80}")
HEADINGS = {"topic": "Subject", "kind": "Kind", "profession": "Profession", "stage": "Stage"}
TERMS = {"topic": Topic, "profession": Profession}
LABELS = {"kind": dict(Kind.choices), "stage": dict(Stage.choices)}
NARROW: dict[str, Callable[[ResourceQuerySet, str], ResourceQuerySet]] = {
    "topic": ResourceQuerySet.about,
    "kind": ResourceQuerySet.of_kind,
    "profession": ResourceQuerySet.for_profession,
    "stage": ResourceQuerySet.for_stage,
}
COLUMNS = {
    "topic": ("topics__slug", "topics__name"),
    "kind": ("kind", ""),
    "profession": ("professions__slug", "professions__name"),
    "stage": ("stages__stage", ""),
}


@dataclass(frozen=True)
class Choice:
    """What a reader filters by, as slugs; empty is not at all."""

    topic: str = ""
    kind: str = ""
    profession: str = ""
    stage: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "Choice":
        """What *query* asks for. A value that cannot exist is as if it had not been asked for."""
        asked = {key: query.get(key, "") for key in HEADINGS}
        return cls(**{key: slug for key, slug in asked.items() if _can_be(key, slug)})

    @property
    def chosen(self) -> dict[str, str]:
        return {key: slug for key, slug in asdict(self).items() if slug}

    def without(self, *keys: str) -> "Choice":
        return replace(self, **dict.fromkeys(keys, ""))

    def narrow(self, resources: ResourceQuerySet) -> ResourceQuerySet:
        """Those of *resources* that fit."""
        for key, slug in self.chosen.items():
            resources = NARROW[key](resources, slug)
        return resources

    @property
    def query(self) -> str:
        """The end of the address that chooses this."""
        return f"?{urlencode(self.chosen)}" if self.chosen else ""


@dataclass(frozen=True)
class Option:
    """One value of a filter, with the end of the address that chooses it, or takes it away."""

    label: str
    query: str
    count: int = 0
    is_chosen: bool = False


@dataclass(frozen=True)
class Facet:
    """One filter, with those of its values that leave something to read."""

    heading: str
    options: list[Option]


@dataclass(frozen=True)
class Facets:
    """All filters; what is chosen of them; how many resources there are, and how many fit."""

    choice: Choice
    all: list[Facet]
    chips: list[Option]
    total: int
    found: int


Rows = dict[str, list[tuple[str, str, int]]]


def facets_of(resources: ResourceQuerySet, choice: Choice) -> Facets:
    """Every filter with its counts under the other chosen ones: one query, whatever is chosen."""
    rows: Rows = defaultdict(list)
    for key, slug, label, count in _counts(resources, choice):
        rows[key].append((slug, label, count))
    # An unknown topic is as if it had not been asked for; one that leaves nothing is not.
    if unknown := [key for key in TERMS if key in choice.chosen and not rows[f"known {key}"]]:
        return facets_of(resources, choice.without(*unknown))
    facets = [Facet(HEADINGS[key], _options(key, rows[key], choice)) for key in HEADINGS]
    return Facets(
        choice=choice,
        all=[facet for facet in facets if facet.options],
        chips=[_chip(key, rows, choice) for key in choice.chosen],
        total=rows["total"][0][2] if rows["total"] else 0,
        found=rows["found"][0][2] if rows["found"] else 0,
    )


def _can_be(key: str, slug: str) -> bool:
    return slug in LABELS[key] if key in LABELS else bool(SLUG.fullmatch(slug))


def _counts(resources: ResourceQuerySet, choice: Choice) -> QuerySet[Any]:
    parts = [_count(choice.without(key).narrow(resources), key, *COLUMNS[key]) for key in HEADINGS]
    parts.append(_count(resources, "total"))
    parts.append(_count(choice.narrow(resources), "found"))
    parts += [_known(key, choice.chosen[key]) for key in TERMS if key in choice.chosen]
    return parts[0].union(*parts[1:], all=True)


def _count(resources: ResourceQuerySet, key: str, slug: str = "", label: str = "") -> Any:
    # Without an order: a database groups by what it sorts by, too.
    rows = (
        resources.order_by().filter(**{f"{slug}__isnull": False}) if slug else resources.order_by()
    )
    return (
        rows.annotate(
            facet=Value(key, CharField()),
            slug_=F(slug) if slug else Value("", CharField()),
            label_=F(label) if label else Value("", CharField()),
        )
        .values("facet", "slug_", "label_")
        .annotate(count_=Count("pk"))
        .values_list("facet", "slug_", "label_", "count_")
    )


def _known(key: str, slug: str) -> Any:
    facet, none = Value(f"known {key}", CharField()), Value(0, IntegerField())
    terms = TERMS[key]._default_manager.order_by().filter(slug=slug)
    return terms.annotate(facet=facet, count_=none).values_list("facet", "slug", "name", "count_")


def _options(key: str, rows: list[tuple[str, str, int]], choice: Choice) -> list[Option]:
    labels = LABELS.get(key) or {slug: label for slug, label, _ in sorted(rows, key=_by_name)}
    counts = {slug: count for slug, _, count in rows}
    return [
        _option(key, slug, label, counts[slug], choice)
        for slug, label in labels.items()
        if slug in counts
    ]


def _by_name(row: tuple[str, str, int]) -> str:
    return row[1].casefold()


def _option(key: str, slug: str, label: str, count: int, choice: Choice) -> Option:
    is_chosen = choice.chosen.get(key) == slug
    then = choice.without(key) if is_chosen else replace(choice, **{key: slug})
    return Option(label=label, query=then.query, count=count, is_chosen=is_chosen)


def _chip(key: str, rows: Rows, choice: Choice) -> Option:
    slug = choice.chosen[key]
    label = LABELS[key][slug] if key in LABELS else rows[f"known {key}"][0][1]
    return Option(label=label, query=choice.without(key).query, is_chosen=True)
