"""Search results as the template shows them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.http import HttpRequest
from django.utils.safestring import SafeString

from core.models import BasePage
from core.search_text import Term
from core.visibility.restrictions import UserOrNone
from search.backend import PROMOTED, SearchHit
from search.choices import ResultType, get_model, get_result_type
from search.excerpts import contains_all, excerpt, highlight


@dataclass(frozen=True)
class Result:
    """One search result."""

    title: SafeString
    url: str
    kind: ResultType
    icon: str
    excerpt: SafeString
    day: Any
    notes: list[Any]
    is_promoted: bool = False


def get_results(
    user: UserOrNone, hits: Sequence[SearchHit], terms: Sequence[Term], request: HttpRequest
) -> list[Result]:
    """Results of *hits* in order, one or two queries per type. Omits deleted or hidden objects."""
    found = _read_objects(user, hits)
    objects = ((hit, found.get((hit.content_type_id, hit.pk))) for hit in hits)
    return [_build_result(hit, obj, terms, request) for hit, obj in objects if obj]


def _read_objects(user: UserOrNone, hits: Iterable[SearchHit]) -> dict[tuple[int, int], Any]:
    by_type: dict[int, list[int]] = defaultdict(list)
    for hit in hits:
        by_type[hit.content_type_id].append(hit.pk)
    return {
        (content_type_id, obj.pk): obj
        for content_type_id, pks in by_type.items()
        for obj in _get_objects(get_model(content_type_id), user, pks)
    }


def _get_objects(model: Any, user: UserOrNone, pks: list[int]) -> Iterable[Any]:
    if model is None or not hasattr(model.objects, "visible_to"):
        return []
    objects = model.objects.visible_to(user).filter(pk__in=pks)
    return objects.prefetch_related("content_notes") if _has_notes(model) else objects


def _has_notes(model: Any) -> bool:
    try:
        return bool(model._meta.get_field("content_notes"))
    except FieldDoesNotExist:
        return False


def _build_result(hit: SearchHit, obj: Any, terms: Sequence[Term], request: HttpRequest) -> Result:
    kind = get_result_type(hit.content_type_id)
    notes = list(obj.content_notes.all()) if _has_notes(type(obj)) else []
    is_page = isinstance(obj, BasePage)
    return Result(
        title=highlight(obj.title, terms),
        url=obj.get_url(request) if is_page else obj.url,
        kind=kind,
        icon=getattr(obj, "icon", kind.icon),
        excerpt=excerpt(_get_texts(obj, notes, terms) if is_page else [], terms),
        day=getattr(obj, kind.date_field, None),
        notes=notes,
        is_promoted=hit.rank == PROMOTED,
    )


def _get_texts(page: BasePage, notes: list[Any], terms: Sequence[Term]) -> list[str]:
    # If the title contains all terms, the summary is more useful than an excerpt of the body.
    # An excerpt of the body must not be shown without the content notes that precede it.
    summary_is_enough = bool(page.summary_text) and contains_all(page.title, terms)
    return (
        [page.summary_text] if notes or summary_is_enough else [page.summary_text, page.body_text]
    )
