"""Filters of the resources: what a reader chose, and how many each further choice would leave."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from django.db.models import CharField, Count, F, Value
from django.utils.http import urlencode

from core.models import Profession, Stage, Topic
from resources.kinds import Kind
from resources.querysets import ResourceQuerySet

# Whatever else stands in an address cannot be a slug of ours, and never reaches the database.
SLUG = re.compile(r"[-\w]{1,80}")
HEADINGS = {"topic": "Subject", "kind": "Kind", "profession": "Profession", "stage": "Stage"}
TOTAL = "total"


@dataclass(frozen=True)
class Choice:
    """What a reader filters by. Values that do not exist are as if nobody had asked for them."""

    topic: Topic | None = None
    kind: Kind | None = None
    profession: Profession | None = None
    stage: Stage | None = None

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "Choice":
        return cls(
            topic=_term(Topic, query.get("topic", "")),
            kind=_member(Kind, query.get("kind", "")),
            profession=_term(Profession, query.get("profession", "")),
            stage=_member(Stage, query.get("stage", "")),
        )

    def narrow(self, resources: ResourceQuerySet) -> ResourceQuerySet:
        """Those of *resources* that fit."""
        filters: dict[str, Callable[[ResourceQuerySet, Any], ResourceQuerySet]] = {
            "topic": ResourceQuerySet.about,
            "kind": ResourceQuerySet.of_kind,
            "profession": ResourceQuerySet.for_profession,
            "stage": ResourceQuerySet.for_stage,
        }
        for key, value in self.chosen.items():
            resources = filters[key](resources, value)
        return resources

    @property
    def chosen(self) -> dict[str, Any]:
        """The filters that are set, by name."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if value}

    def without(self, key: str) -> "Choice":
        return replace(self, **{key: None})

    def query_with(self, key: str, slug: str) -> str:
        """The end of an address that filters by *slug* too; an empty one takes *key* away."""
        slugs = {name: _slug(value) for name, value in self.chosen.items()} | {key: slug}
        slugs = {name: slugs[name] for name in HEADINGS if slugs.get(name)}
        return f"?{urlencode(slugs)}" if slugs else ""

    @property
    def chips(self) -> list["Option"]:
        """What is chosen, each with the address of the list without it."""
        return [
            Option(label=_label(value), query=self.query_with(key, ""), is_chosen=True)
            for key, value in self.chosen.items()
        ]


@dataclass(frozen=True)
class Option:
    """One value of a filter, with the end of the address that chooses it or takes it away."""

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
    """All filters, and how many resources there are without any."""

    all: list[Facet]
    total: int


def facets_of(resources: ResourceQuerySet, choice: Choice) -> Facets:
    """Every filter with its counts under the other chosen ones. One query, whatever is chosen."""
    found: dict[str, list[tuple[str, str, int]]] = {key: [] for key in (*HEADINGS, TOTAL)}
    for key, slug, label, count in _counts(resources, choice):
        found[key].append((slug, label, count))
    facets = [Facet(HEADINGS[key], _options(key, found[key], choice)) for key in HEADINGS]
    total = sum(count for _, _, count in found[TOTAL])
    return Facets(all=[facet for facet in facets if facet.options], total=total)


def _counts(resources: ResourceQuerySet, choice: Choice) -> Any:
    parts = [
        _count(choice.without("topic").narrow(resources), "topic", "topics"),
        _count(choice.without("kind").narrow(resources), "kind", "kind"),
        _count(choice.without("profession").narrow(resources), "profession", "professions"),
        _count(choice.without("stage").narrow(resources), "stage", "stages__stage"),
        _count(resources, TOTAL, "kind"),
    ]
    return parts[0].union(*parts[1:], all=True)


def _count(resources: ResourceQuerySet, key: str, by: str) -> Any:
    has_terms = key in {"topic", "profession"}
    # Without an order: PostgreSQL would group by what it sorts by.
    return (
        resources.order_by()
        .filter(**{f"{by}__isnull": False})
        .annotate(
            facet=Value(key, CharField()),
            slug_=F(f"{by}__slug" if has_terms else by),
            label_=F(f"{by}__name") if has_terms else Value("", CharField()),
        )
        .values("facet", "slug_", "label_")
        .annotate(count_=Count("pk"))
        .values_list("facet", "slug_", "label_", "count_")
    )


def _options(key: str, rows: list[tuple[str, str, int]], choice: Choice) -> list[Option]:
    order = {"kind": Kind.values, "stage": Stage.values}.get(key)
    labels = dict({"kind": Kind, "stage": Stage}[key].choices) if order else {}
    known = [row for row in rows if not order or row[0] in labels]
    known.sort(key=lambda row: order.index(row[0]) if order else row[1].lower())
    return [_option(key, slug, labels.get(slug, label), count, choice) for slug, label, count in known]


def _option(key: str, slug: str, label: str, count: int, choice: Choice) -> Option:
    is_chosen = _slug(choice.chosen.get(key)) == slug
    query = choice.query_with(key, "" if is_chosen else slug)
    return Option(label=label, query=query, count=count, is_chosen=is_chosen)


def _term(model: Any, slug: str) -> Any:
    return model.objects.filter(slug=slug).first() if SLUG.fullmatch(slug) else None


def _member(choices: Any, value: str) -> Any:
    return choices(value) if value in choices.values else None


def _slug(value: Any) -> str:
    return str(getattr(value, "slug", value or ""))


def _label(value: Any) -> str:
    return str(getattr(value, "label", value))
