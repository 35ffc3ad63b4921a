"""Small views of the site as a whole: health, error pages, files that browsers ask for."""

import logging
import sys

from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.errors import error_page, failure_page, is_database_away, unavailable_page

logger = logging.getLogger(__name__)


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Alive: the process answers. Says nothing about anything else."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Ready: database, cache and migrations are in order (200), or not (503). No details."""
    ready = _is_ready()
    words, status = ("ready\n", 200) if ready else ("not ready\n", 503)
    return HttpResponse(words, status=status, content_type="text/plain")


def _is_ready() -> bool:
    try:
        cache.set("readyz", "yes", 10)
        return cache.get("readyz") == "yes" and not _has_unapplied_migrations()
    except Exception:  # each kind of cache has errors of its own
        logger.warning("Not ready", exc_info=True)
        return False


def _has_unapplied_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def nothing_here(request: HttpRequest) -> HttpResponse:
    """For addresses that come with parts of Wagtail that are not in use."""
    raise Http404


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return error_page(request, 403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 400)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    return error_page(request, 429)


def server_error(request: HttpRequest) -> HttpResponse:
    """Our mistake (500), or the database is away (503)."""
    if is_database_away(sys.exc_info()[1]):
        return unavailable_page()
    return failure_page(500)
