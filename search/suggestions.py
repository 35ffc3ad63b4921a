"""Search suggestions while typing: titles with words that begin like the query."""

from typing import Any

from django.http import HttpRequest

from core.models import CustomDocument
from core.search_text import TITLE, parse_terms
from core.visibility.querysets import get_pages
from search.backend import matching_ids
from search.choices import get_result_type
from search.query import clean_query

MAX_SUGGESTIONS = 8


def get_suggestions(request: HttpRequest, text: str) -> list[dict[str, str]]:
    """Title, URL and type of at most MAX_SUGGESTIONS pages and documents visible to the user."""
    terms = parse_terms(clean_query(text))
    if not terms:
        return []
    found = get_pages().visible_to(request.user)
    matches = found.filter(pk__in=matching_ids(found, terms, TITLE)).order_by("title", "pk")[
        :MAX_SUGGESTIONS
    ]
    suggestions = [_page_suggestion(page, request) for page in matches]
    if len(suggestions) < MAX_SUGGESTIONS:
        suggestions += _document_suggestions(request, terms)
    return suggestions[:MAX_SUGGESTIONS]


def _page_suggestion(page: Any, request: HttpRequest) -> dict[str, str]:
    kind = get_result_type(page.content_type_id).singular
    return {"title": page.title, "url": page.specific_deferred.get_url(request) or "", "kind": kind}


def _document_suggestions(request: HttpRequest, terms: list[Any]) -> list[dict[str, str]]:
    found = CustomDocument.objects.listed_for(request.user)
    matches = found.filter(pk__in=matching_ids(found, terms, TITLE)).order_by("title", "pk")[
        :MAX_SUGGESTIONS
    ]
    return [
        {"title": document.title, "url": document.url, "kind": "Document"} for document in matches
    ]
