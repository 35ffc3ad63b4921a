"""Faceted filters of the resources index."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.db.models import CharField, Count, F, IntegerField, QuerySet, Value
from django.utils.http import urlencode

from core.models import Profession, Stage, Topic
from resources.choices import ResourceType
from resources.querysets import ResourceQuerySet

# Query parameters that cannot be a slug are ignored and never reach the database.
SLUG = re.compile(r"[-\w]{1,80}")
FILTER_HEADINGS = {
    "topic": "Topic",
    "kind": "Type",
    "profession": "Profession",
    "stage": "Career stage",
}
TERM_MODELS = {"topic": Topic, "profession": Profession}
LABELS = {"kind": dict(ResourceType.choices), "stage": dict(Stage.choices)}
FILTERS: dict[str, Callable[[ResourceQuerySet, str], ResourceQuerySet]] = {
    "topic": ResourceQuerySet.for_topic,
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
class FilterSelection:
    """Selected slug of each filter; empty if the filter is not used."""

    topic: str = ""
    kind: str = ""
    profession: str = ""
    stage: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "FilterSelection":
        """Read the selection from query parameters, ignoring values that cannot exist."""
        requested = {key: query.get(key, "") for key in FILTER_HEADINGS}
        return cls(
            **{key: slug for key, slug in requested.items() if _is_possible_value(key, slug)}
        )

    @property
    def selected(self) -> dict[str, str]:
        return {key: slug for key, slug in asdict(self).items() if slug}

    def without(self, *keys: str) -> "FilterSelection":
        return replace(self, **dict.fromkeys(keys, ""))

    def apply(self, resources: ResourceQuerySet) -> ResourceQuerySet:
        """Filter *resources* by the selection."""
        for key, slug in self.selected.items():
            resources = FILTERS[key](resources, slug)
        return resources

    @property
    def query(self) -> str:
        """Query string of this selection, with "?"; empty if nothing is selected."""
        return f"?{urlencode(self.selected)}" if self.selected else ""


@dataclass(frozen=True)
class FilterOption:
    """One value of a filter, with the query string that selects it, or removes it if selected."""

    label: str
    query: str
    count: int = 0
    is_selected: bool = False


@dataclass(frozen=True)
class Facet:
    """One filter, with those of its values that have results."""

    heading: str
    options: list[FilterOption]


@dataclass(frozen=True)
class Facets:
    """All filters, the selection, the number of resources and the number that match."""

    selection: FilterSelection
    all: list[Facet]
    active_filters: list[FilterOption]
    total: int
    matching_count: int


Rows = dict[str, list[tuple[str, str, int]]]


def get_facets(resources: ResourceQuerySet, selection: FilterSelection) -> Facets:
    """Return every filter, its counts restricted by the other selected filters. One query."""
    rows: Rows = defaultdict(list)
    for key, slug, label, count in _count_all(resources, selection):
        rows[key].append((slug, label, count))
    # Ignore topics and professions that do not exist, but keep those without results.
    if unknown := [
        key for key in TERM_MODELS if key in selection.selected and not rows[f"known {key}"]
    ]:
        return get_facets(resources, selection.without(*unknown))
    facets = [
        Facet(FILTER_HEADINGS[key], _build_options(key, rows[key], selection))
        for key in FILTER_HEADINGS
    ]
    return Facets(
        selection=selection,
        all=[facet for facet in facets if facet.options],
        active_filters=[_active_filter(key, rows, selection) for key in selection.selected],
        total=rows["total"][0][2] if rows["total"] else 0,
        matching_count=rows["found"][0][2] if rows["found"] else 0,
    )


def _is_possible_value(key: str, slug: str) -> bool:
    return slug in LABELS[key] if key in LABELS else bool(SLUG.fullmatch(slug))


def _count_all(resources: ResourceQuerySet, selection: FilterSelection) -> QuerySet[Any]:
    parts = [
        _count(selection.without(key).apply(resources), key, *COLUMNS[key])
        for key in FILTER_HEADINGS
    ]
    parts.append(_count(resources, "total"))
    parts.append(_count(selection.apply(resources), "found"))
    parts += [
        _count_known_term(key, selection.selected[key])
        for key in TERM_MODELS
        if key in selection.selected
    ]
    return parts[0].union(*parts[1:], all=True)


def _count(resources: ResourceQuerySet, key: str, slug: str = "", label: str = "") -> Any:
    # Clear the order, since its columns would be added to GROUP BY.
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


def _count_known_term(key: str, slug: str) -> Any:
    facet, none = Value(f"known {key}", CharField()), Value(0, IntegerField())
    terms = TERM_MODELS[key]._default_manager.order_by().filter(slug=slug)
    return terms.annotate(facet=facet, count_=none).values_list("facet", "slug", "name", "count_")


def _build_options(
    key: str, rows: list[tuple[str, str, int]], selection: FilterSelection
) -> list[FilterOption]:
    labels = LABELS.get(key) or {slug: label for slug, label, _ in sorted(rows, key=_sort_key)}
    counts = {slug: count for slug, _, count in rows}
    return [
        _build_option(key, slug, label, counts[slug], selection)
        for slug, label in labels.items()
        if slug in counts
    ]


def _sort_key(row: tuple[str, str, int]) -> str:
    return row[1].casefold()


def _build_option(
    key: str, slug: str, label: str, count: int, selection: FilterSelection
) -> FilterOption:
    is_selected = selection.selected.get(key) == slug
    then = selection.without(key) if is_selected else replace(selection, **{key: slug})
    return FilterOption(label=label, query=then.query, count=count, is_selected=is_selected)


def _active_filter(key: str, rows: Rows, selection: FilterSelection) -> FilterOption:
    slug = selection.selected[key]
    label = LABELS[key][slug] if key in LABELS else rows[f"known {key}"][0][1]
    return FilterOption(label=label, query=selection.without(key).query, is_selected=True)
