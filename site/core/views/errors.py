"""Error pages with menu and helplines, with or without the database, and their views."""

import logging
import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string

from core.caching import CacheUnavailable
from core.navigation.chrome import get_chrome_without_database, get_site_chrome

try:
    from redis.exceptions import RedisError
except ImportError:  # an optional dependency: most sites use the database cache

    class RedisError(Exception):  # type: ignore[no-redef]
        """Never raised."""


# Status code -> prefix of its fields in SiteTextSettings.
TEXT_PREFIXES = {400: "not_found", 403: "forbidden", 404: "not_found", 429: "too_many_requests"}
TEXT_PREFIXES_WITHOUT_DATABASE = {500: "server_error", 503: "unavailable"}

logger = logging.getLogger(__name__)


def render_error_page(request: HttpRequest, status: int) -> HttpResponse:
    """The error page for status 400, 403, 404 or 429."""
    site_chrome = get_site_chrome(getattr(request, "user", None))
    context = _get_text(site_chrome, TEXT_PREFIXES[status])
    return HttpResponse(render_to_string(f"{status}.html", context, request), status=status)


def error_page_without_database(status: int) -> HttpResponse:
    """The error page for status 500 or 503. Uses neither the database nor the user."""
    site_chrome = get_chrome_without_database()
    context = {
        "site_chrome": site_chrome,
        **_get_text(site_chrome, TEXT_PREFIXES_WITHOUT_DATABASE[status]),
    }
    return HttpResponse(render_to_string(f"{status}.html", context), status=status)


def render_unavailable_page() -> HttpResponse:
    """The 503 page, with Retry-After."""
    return set_unavailable(error_page_without_database(503))


def set_unavailable(response: HttpResponse) -> HttpResponse:
    """Turn *response* into a 503 with Retry-After (seconds)."""
    response.status_code = 503
    response["Retry-After"] = "120"
    return response


def render_too_large_page() -> HttpResponse:
    """The error page for status 413. Makes no query."""
    max_size = filesizeformat(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)
    context = {
        "site_chrome": get_chrome_without_database(),
        "heading": "This is too large to send",
        "text": f"A file can be at most {max_size}. Go back and choose a smaller file.",
    }
    return HttpResponse(render_to_string("413.html", context), status=413)


def find_unavailable_part(error: BaseException | None) -> str | None:
    """The service that caused *error* by being unavailable: "database", "cache" or None."""
    if isinstance(error, OperationalError | InterfaceError) or _is_read_only(error):
        return "database"
    if isinstance(error, CacheUnavailable | RedisError):
        return "cache"
    return None


def _is_read_only(error: BaseException | None) -> bool:
    # PostgreSQL's code for a write in a read-only transaction; Django has no exception for it.
    return getattr(getattr(error, "__cause__", None), "sqlstate", None) == "25006"


def _get_text(site_chrome: dict[str, dict[str, str]], name: str) -> dict[str, str]:
    text = site_chrome["text"]
    return {"heading": text[f"{name}_heading"], "text": text[f"{name}_text"]}


def disabled_view(request: HttpRequest) -> HttpResponse:
    """404, in place of views of Wagtail that this site does not use."""
    raise Http404


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render_error_page(request, 404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render_error_page(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render_error_page(request, 403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render_error_page(request, 400)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    return render_error_page(request, 429)


def server_error(request: HttpRequest) -> HttpResponse:
    """Error page for uncaught exceptions: 500, or 503 if the database or cache is unavailable."""
    error = sys.exc_info()[1]
    if part := find_unavailable_part(error):
        logger.error("Unavailable: %s (%s)", part, type(error).__name__)
        return render_unavailable_page()
    return error_page_without_database(500)
