"""Hits as a page of results shows them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.http import HttpRequest
from django.utils.safestring import SafeString

from core.models import BasePage
from core.search_text import Term
from core.visibility import UserOrNone
from search.excerpts import excerpt, has_all, marked
from search.hits import CHOSEN, Hit
from search.kinds import Kind, kind_of, model_of


@dataclass(frozen=True)
class Result:
    """One thing found."""

    title: SafeString
    url: str
    kind: Kind
    icon: str
    excerpt: SafeString
    day: Any
    notes: list[Any]
    is_chosen: bool = False


def results_for(
    user: UserOrNone, hits: Sequence[Hit], terms: Sequence[Term], request: HttpRequest
) -> list[Result]:
    """*hits* in their order, read in one or two queries per type, less what has just gone."""
    found = _read(user, hits)
    things = ((hit, found.get((hit.content_type_id, hit.pk))) for hit in hits)
    return [_result(hit, thing, terms, request) for hit, thing in things if thing]


def _read(user: UserOrNone, hits: Iterable[Hit]) -> dict[tuple[int, int], Any]:
    by_type: dict[int, list[int]] = defaultdict(list)
    for hit in hits:
        by_type[hit.content_type_id].append(hit.pk)
    return {
        (content_type_id, thing.pk): thing
        for content_type_id, pks in by_type.items()
        for thing in _things(model_of(content_type_id), user, pks)
    }


def _things(model: Any, user: UserOrNone, pks: list[int]) -> Iterable[Any]:
    if model is None or not hasattr(model.objects, "visible_to"):
        return []
    things = model.objects.visible_to(user).filter(pk__in=pks)
    return things.prefetch_related("content_notes") if _has_notes(model) else things


def _has_notes(model: Any) -> bool:
    try:
        return bool(model._meta.get_field("content_notes"))
    except FieldDoesNotExist:
        return False


def _result(hit: Hit, thing: Any, terms: Sequence[Term], request: HttpRequest) -> Result:
    kind = kind_of(hit.content_type_id)
    notes = list(thing.content_notes.all()) if _has_notes(type(thing)) else []
    is_page = isinstance(thing, BasePage)
    return Result(
        title=marked(thing.title, terms),
        url=thing.get_url(request) if is_page else thing.url,
        kind=kind,
        icon=getattr(thing, "icon", kind.icon),
        excerpt=excerpt(_texts(thing, notes, terms) if is_page else [], terms),
        day=getattr(thing, kind.day, None),
        notes=notes,
        is_chosen=hit.tier == CHOSEN,
    )


def _texts(page: BasePage, notes: list[Any], terms: Sequence[Term]) -> list[str]:
    # Where the title has said it, the summary tells more than words torn out of the middle; and
    # whoever needs a content note must not meet the middle of the text without it.
    says_enough = bool(page.summary_text) and has_all(page.title, terms)
    return [page.summary_text] if notes or says_enough else [page.summary_text, page.body_text]
