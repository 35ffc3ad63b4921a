"""Error pages with menu and urgent help, whether or not the database can be asked."""

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from core.furniture import furniture_for, furniture_without_database

# Which of the editors' words stand on which page.
WORDING = {400: "not_found", 403: "forbidden", 404: "not_found", 429: "too_many"}
WORDING_WITHOUT_DATABASE = {500: "server_error", 503: "unavailable"}


def error_page(request: HttpRequest, status: int) -> HttpResponse:
    """The page that says in plain words that something is missing or closed."""
    furniture = furniture_for(getattr(request, "user", None))
    context = _words(furniture, WORDING[status])
    return HttpResponse(render_to_string(f"{status}.html", context, request), status=status)


def failure_page(status: int) -> HttpResponse:
    """The page for 500 and 503: asks neither the database nor who is reading."""
    furniture = furniture_without_database()
    context = {
        "furniture": furniture,
        **_words(furniture, WORDING_WITHOUT_DATABASE[status]),
    }
    return HttpResponse(render_to_string(f"{status}.html", context), status=status)


def unavailable_page() -> HttpResponse:
    """503 with a request to come back in two minutes."""
    response = failure_page(503)
    response["Retry-After"] = "120"
    return response


def is_database_away(error: BaseException | None) -> bool:
    return isinstance(error, OperationalError | InterfaceError)


def _words(furniture: dict[str, dict[str, str]], name: str) -> dict[str, str]:
    words = furniture["words"]
    return {"heading": words[f"{name}_heading"], "text": words[f"{name}_text"]}
