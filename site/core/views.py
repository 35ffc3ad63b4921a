"""Views for health checks and error pages."""

import logging
import sys

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.errors import (
    error_page_without_database,
    find_unavailable_part,
    render_error_page,
    render_unavailable_page,
)
from core.readiness import Readiness

logger = logging.getLogger(__name__)
readiness = Readiness()


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Liveness check: 200 whenever the process responds."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Readiness check of database, cache, migrations and disk: 200 or 503, without details."""
    text, status = ("ready\n", 200) if readiness.is_ready() else ("not ready\n", 503)
    return HttpResponse(text, status=status, content_type="text/plain")


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
