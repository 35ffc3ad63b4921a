"""Turn exceptions that invalid input causes in Wagtail's admin into 4xx responses.

Wagtail assumes that requests come from its own forms and scripts: that a primary key in a URL is a
number, that a formset has its management form, that rich text comes from its editor. Any other
input raises an exception, which would be a 500.
"""

import logging
import traceback
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DatabaseError, DataError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError
from draftjs_exporter.error import ExporterException

from core.views.errors import render_error_page

logger = logging.getLogger(__name__)
# Exceptions that libraries raise for a value of the wrong type, length or structure.
CLIENT_ERRORS = (
    AttributeError,
    DataError,
    ExporterException,
    LookupError,
    ObjectDoesNotExist,
    OverflowError,
    RecursionError,
    TypeError,
    ValidationError,
    ValueError,
)
# The top-level packages of this project.
OWN_PACKAGES = {
    "privacy",
    "mailqueue",
    "encryption",
    "scheduler",
    "core",
    "events",
    "home",
    "membership",
    "news",
    "resources",
    "search",
    "users",
}
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


class BadAdminRequestMiddleware:
    """Respond with 400 if a library raises an exception because of the input of a request.

    Exceptions from our own code, and those of requests without input, remain a 500. A warning is
    logged with the class of the exception and the module. URLs of models without a table get 404.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if not _is_admin_request(request):
            return None
        if _names_model_without_table(kwargs):
            return render_error_page(request, 404)
        return None

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        if not _is_admin_request(request) or not _has_input(request):
            return None
        frames = [frame for frame, _ in traceback.walk_tb(exception.__traceback__)]
        modules = [frame.f_globals.get("__name__", "") for frame in frames]
        is_ours = any(module.partition(".")[0] in OWN_PACKAGES for module in modules)
        # A missing form field is a client error in any view.
        is_missing_field = isinstance(exception, MultiValueDictKeyError)
        is_nul_refused = isinstance(exception, DatabaseError) and _contains_nul(request)
        is_client_error = is_missing_field or is_nul_refused
        if not is_client_error and (is_ours or not isinstance(exception, CLIENT_ERRORS)):
            return None
        logger.warning(
            "%s in %s was treated as a bad request", type(exception).__name__, modules[-1]
        )
        return render_error_page(request, 400)


def _is_admin_request(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("wagtailadmin_home"))


def _has_input(request: HttpRequest) -> bool:
    """Whether the request has a body, a query string or text arguments in its URL."""
    match = request.resolver_match
    has_text_argument = (
        any(isinstance(value, str) for value in match.kwargs.values()) if match else False
    )
    return request.method not in SAFE_METHODS or bool(request.GET) or has_text_argument


def _contains_nul(request: HttpRequest) -> bool:
    """Whether the query string contains NUL, which the databases refuse.

    PostgreSQL refuses it in text, and SQLite's search takes it for the end of the query. Both
    raise the same exceptions as for other database errors.
    """
    return any("\0" in value for _, values in request.GET.lists() for value in values)


def _names_model_without_table(kwargs: dict[str, Any]) -> bool:
    """Whether the URL names a swapped or unmanaged model, such as Django's own user."""
    try:
        model = apps.get_model(kwargs["app_label"], kwargs["model_name"])
    except (KeyError, LookupError, ValueError):
        return False
    return bool(model._meta.swapped) or not model._meta.managed
