"""Titles that begin like what somebody is typing."""

from typing import Any

from django.http import HttpRequest

from core.models import CustomDocument
from core.querysets import get_pages
from core.search_text import TITLE, parse_terms
from search.hits import matching
from search.kinds import kind_of
from search.question import cleaned

MOST = 8


def suggestions_for(request: HttpRequest, text: str) -> list[dict[str, str]]:
    """At most eight things that the viewer may see: title, address and kind."""
    terms = parse_terms(cleaned(text))
    if not terms:
        return []
    found = get_pages().visible_to(request.user)
    fitting = found.filter(pk__in=matching(found, terms, TITLE)).order_by("title", "pk")[:MOST]
    suggestions = [_page(page, request) for page in fitting]
    if len(suggestions) < MOST:
        suggestions += _documents(request, terms)
    return suggestions[:MOST]


def _page(page: Any, request: HttpRequest) -> dict[str, str]:
    kind = kind_of(page.content_type_id).singular
    return {"title": page.title, "url": page.specific_deferred.get_url(request) or "", "kind": kind}


def _documents(request: HttpRequest, terms: list[Any]) -> list[dict[str, str]]:
    found = CustomDocument.objects.listed_for(request.user)
    fitting = found.filter(pk__in=matching(found, terms, TITLE)).order_by("title", "pk")[:MOST]
    return [{"title": it.title, "url": it.url, "kind": "Document"} for it in fitting]
