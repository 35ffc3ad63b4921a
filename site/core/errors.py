"""Error pages with menu and urgent help, whether or not the database can be asked."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def error_page(request: HttpRequest, status: int) -> HttpResponse:
    """The page that says in plain words that something is missing, closed or broken."""
    return HttpResponse(render_to_string(f"{status}.html", {}, request=request), status=status)


def unavailable_page(request: HttpRequest) -> HttpResponse:
    """503 with a request to come back in two minutes; asks no database."""
    response = error_page(request, 503)
    response["Retry-After"] = "120"
    return response
