"""The search page, and suggestions while somebody types."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from search.places import places_for
from search.question import Answer
from search.results import results_for
from search.suggestions import suggestions_for

RESULTS_A_PAGE = 12


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    answer = Answer(request.user, request.GET)
    items = Paginator(answer.hits, RESULTS_A_PAGE).get_page(request.GET.get("page"))
    results = results_for(request.user, list(items), answer.terms, request)
    found = results or answer.links
    places = [] if found else list(places_for(request))
    context = {"answer": answer, "items": items, "results": results, "places": places}
    return render(request, "search/search.html", context)


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"suggestions": suggestions_for(request, request.GET.get("q", ""))})
