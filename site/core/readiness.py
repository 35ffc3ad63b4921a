"""Checks for /readyz: whether this process can serve the site."""

import logging
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

# Seconds for which a result is kept: many probes must not become work.
RESULT_TTL = 5
# Bytes that must be free where the database and the files are.
FREE_SPACE = 50 * 1024 * 1024

logger = logging.getLogger(__name__)


class NotReady(Exception):
    """A part works, but not as required."""


class Readiness:
    """The latest answer of this process."""

    def __init__(self) -> None:
        self._checked_at = -float(RESULT_TTL)
        self._is_ready = False

    def is_ready(self) -> bool:
        """Whether everything is ready, as found within the last seconds. Logs what is not."""
        if time.monotonic() - self._checked_at >= RESULT_TTL:
            self._is_ready = not find_unready_parts()
            self._checked_at = time.monotonic()
        return self._is_ready


def check_database() -> None:
    """The database takes a transaction that may write."""
    # On SQLite this is BEGIN IMMEDIATE, which a read-only file refuses.
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SHOW transaction_read_only")
                if cursor.fetchone() != ("off",):
                    raise NotReady("read-only")


def check_cache() -> None:
    """The cache gives back what it was given."""
    cache.set("readyz", "yes", RESULT_TTL)
    if cache.get("readyz") != "yes":
        raise NotReady("nothing is stored")


def check_migrations() -> None:
    """No migration waits to be applied."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotReady("migrations wait")


def check_disk_space() -> None:
    """There is room for more data."""
    folders = [Path(settings.DATA_DIR)]
    if connection.vendor == "sqlite":
        folders.append(Path(connection.settings_dict["NAME"]).parent)
    if any(shutil.disk_usage(folder).free < FREE_SPACE for folder in folders):
        raise NotReady("too little free space")


CHECKS: dict[str, Callable[[], None]] = {
    "database": check_database,
    "cache": check_cache,
    "migrations": check_migrations,
    "disk": check_disk_space,
}


def find_unready_parts() -> list[str]:
    """The names of the parts that are not ready; logs why."""
    unready = []
    for name, check in CHECKS.items():
        try:
            check()
        except Exception as error:  # each kind of cache has errors of its own
            # Of others only the name: their message may hold the name of a host.
            reason = str(error) if isinstance(error, NotReady) else type(error).__name__
            logger.warning("Not ready: %s (%s)", name, reason)
            unready.append(name)
    return unready
