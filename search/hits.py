"""What is found, in its order: through the door, alike on SQLite and PostgreSQL.

The backend of modelsearch only says what matches. The order is ours, because its own costs a
search per hit on SQLite (56 ms where 500 pages match, against 4 ms) and differs between databases.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from modelsearch.query import And

from core.models import CustomDocument
from core.querysets import get_pages
from core.search_text import SUMMARY, TITLE, Term
from core.visibility import UserOrNone

CHOSEN, IN_TITLE, IN_SUMMARY, ELSEWHERE = range(4)
LONG_AGO = datetime.datetime.min.replace(tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Hit:
    """Something found: a page, or a document, and where in it the words stand."""

    pk: int
    content_type_id: int
    tier: int
    since: datetime.datetime | None

    @property
    def order(self) -> tuple[int, float, int]:
        """Sorts what editors chose first, then by where the words stand, then newest first."""
        return self.tier, -((self.since or LONG_AGO) - LONG_AGO).total_seconds(), -self.pk


def matching(found: QuerySet[Any], terms: Sequence[Term], mark: str = "") -> QuerySet[Any]:
    """Keys of those of *found* in which all *terms* stand (behind *mark*)."""
    query = And([term.query(mark) for term in terms])
    results = found.autocomplete(query, order_by_relevance=False)  # type: ignore[attr-defined]
    return results.get_queryset().order_by().values("pk")


def hits_for(user: UserOrNone, terms: Sequence[Term], chosen: Iterable[int] = ()) -> list[Hit]:
    """Everything *viewer* may see in which all *terms* stand, and the pages *chosen* by editors."""
    hits = [*_page_hits(user, terms, list(chosen)), *_document_hits(user, terms)]
    return sorted(hits, key=lambda hit: hit.order)


def anything_for(user: UserOrNone, terms: Sequence[Term]) -> bool:
    """Whether *viewer* would find anything."""
    places = (get_pages().visible_to(user), CustomDocument.objects.listed_for(user))
    return any(found.filter(pk__in=matching(found, terms)).exists() for found in places)


def _page_hits(user: UserOrNone, terms: Sequence[Term], chosen: list[int]) -> Iterator[Hit]:
    found = get_pages().visible_to(user)
    wanted = Q(pk__in=chosen)
    if terms:
        wanted |= Q(pk__in=matching(found, terms))
    rows = found.filter(wanted).annotate(tier=_tier(found, terms, chosen))
    for row in rows.values_list("pk", "content_type_id", "tier", "first_published_at"):
        yield Hit(*row)


def _document_hits(user: UserOrNone, terms: Sequence[Term]) -> Iterator[Hit]:
    if not terms:
        return
    found = CustomDocument.objects.listed_for(user)
    content_type = ContentType.objects.get_for_model(CustomDocument)
    rows = found.filter(pk__in=matching(found, terms)).annotate(tier=_tier(found, terms, []))
    for pk, tier, created_at in rows.values_list("pk", "tier", "created_at"):
        yield Hit(pk, content_type.pk, tier, created_at)


def _tier(found: QuerySet[Any], terms: Sequence[Term], chosen: list[int]) -> Case:
    steps = [When(pk__in=chosen, then=Value(CHOSEN))] if chosen else []
    if terms:
        steps.append(When(pk__in=matching(found, terms, TITLE), then=Value(IN_TITLE)))
        steps.append(When(pk__in=matching(found, terms, SUMMARY), then=Value(IN_SUMMARY)))
    return Case(*steps, default=Value(ELSEWHERE), output_field=IntegerField())
