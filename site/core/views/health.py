"""Health checks: /healthz, and /readyz, which says whether this process can serve the site."""

import logging
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

# Seconds for which a result is reused, so that frequent probes cause little load.
RESULT_TTL = 5
# Bytes that must be free in the folders of the database and of uploaded files.
FREE_SPACE = 50 * 1024 * 1024

logger = logging.getLogger(__name__)


class NotReady(Exception):
    """A part responds, but is not usable."""


class Readiness:
    """The latest result of the checks in this process."""

    def __init__(self) -> None:
        self._checked_at = -float(RESULT_TTL)
        self._is_ready = False

    def is_ready(self) -> bool:
        """Whether all checks passed, not more than RESULT_TTL ago. Failed checks are logged."""
        if time.monotonic() - self._checked_at >= RESULT_TTL:
            self._is_ready = not find_unready_parts()
            self._checked_at = time.monotonic()
        return self._is_ready


def check_database() -> None:
    """Check that the database accepts a write transaction. Raises NotReady or a DatabaseError."""
    # On SQLite this is BEGIN IMMEDIATE, which a read-only file refuses.
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SHOW transaction_read_only")
                if cursor.fetchone() != ("off",):
                    raise NotReady("read-only")


def check_cache() -> None:
    """Check that the cache returns a stored value. Raises NotReady or an error of the backend."""
    cache.set("readyz", "yes", RESULT_TTL)
    if cache.get("readyz") != "yes":
        raise NotReady("stored value was not returned")


def check_migrations() -> None:
    """Check that all migrations have been applied. Raises NotReady."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotReady("unapplied migrations")


def check_disk_space() -> None:
    """Check that the disk has FREE_SPACE left. Raises NotReady."""
    folders = [Path(settings.DATA_DIR)]
    if connection.vendor == "sqlite":
        folders.append(Path(connection.settings_dict["NAME"]).parent)
    if any(shutil.disk_usage(folder).free < FREE_SPACE for folder in folders):
        raise NotReady("not enough free space")


CHECKS: dict[str, Callable[[], None]] = {
    "database": check_database,
    "cache": check_cache,
    "migrations": check_migrations,
    "disk": check_disk_space,
}


def find_unready_parts() -> list[str]:
    """Run all checks; return the names of those that failed, and log the reasons."""
    unready = []
    for name, check in CHECKS.items():
        try:
            check()
        except Exception as error:  # each cache backend has its own exceptions
            # Only the class of other errors: their messages may contain host names.
            reason = str(error) if isinstance(error, NotReady) else type(error).__name__
            logger.warning("Not ready: %s (%s)", name, reason)
            unready.append(name)
    return unready


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
