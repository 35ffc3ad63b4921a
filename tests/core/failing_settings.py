"""Settings of a local site that fails on request, and emails its errors to operators."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from config.settings.local import *  # noqa: F403
from config.settings.local import LOGGING, MIDDLEWARE

OPERATOR = "operator@example.org"
ADMINS = [("Operator", OPERATOR)]
MIDDLEWARE = [*MIDDLEWARE, "tests.core.failing_settings.FailOnRequestMiddleware"]
LOGGING["handlers"]["operators"] = {
    "class": "django.utils.log.AdminEmailHandler",
    "include_html": True,
    "level": "ERROR",
}
LOGGING["loggers"]["django.request"]["handlers"] = ["operators"]


class FailOnRequestMiddleware:
    """Fails if the query contains ``break``, with all request data in the error messages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        if "break" in request.GET:
            _fail(f"{dict(request.GET)} {dict(request.POST)} {request.META}")


def _fail(message: str) -> None:
    try:
        raise KeyError(message)
    except KeyError as error:
        error.add_note(message)
        raise ValueError(message) from error
