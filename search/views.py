"""The search page, and its suggestions while typing as JSON."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from search.browse_links import get_browse_links
from search.query import SearchQuery
from search.results import get_results
from search.suggestions import get_suggestions

RESULTS_PER_PAGE = 12


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    search_query = SearchQuery(request.user, request.GET)
    items = Paginator(search_query.hits, RESULTS_PER_PAGE).get_page(request.GET.get("page"))
    results = get_results(request.user, list(items), search_query.terms, request)
    found = results or search_query.promoted_links
    browse_links = [] if found else list(get_browse_links(request))
    context = {
        "search_query": search_query,
        "items": items,
        "results": results,
        "browse_links": browse_links,
    }
    return render(request, "search/search.html", context)


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"suggestions": get_suggestions(request, request.GET.get("q", ""))})
