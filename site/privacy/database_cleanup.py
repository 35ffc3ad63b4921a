"""Remove the contents of deleted rows from the files of the database.

Deleting a row is not enough. On SQLite, ``PRAGMA secure_delete`` overwrites it, but FTS5 keeps its
terms until the segments of the index are merged, the write-ahead log keeps earlier versions of
database pages, and a row that was moved to another database page can remain in the free space of
the first. PostgreSQL keeps dead rows in tables, and their values in indexes.

FTS5's own ``secure-delete`` is not used: it needs SQLite 3.42, and older versions cannot read the
index afterwards.
"""

import logging
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import OperationalError, connection
from wagtail import hooks
from wagtail.search.models import IndexEntry

if TYPE_CHECKING:
    from psycopg.errors import Diagnostic

# Milliseconds to wait for locks of readers and writers, which delays other connections as long.
LOCK_TIMEOUT = 1000
# Both jobs run after those that delete rows.
AFTER_OTHER_JOBS = 1000

logger = logging.getLogger(__name__)


@hooks.register("run_daily_job", order=AFTER_OTHER_JOBS)
def remove_deleted_content() -> None:
    """Rewrite the files of the database (VACUUM) without the contents of deleted rows.

    Raises OperationalError if the disk has too little space, if a table is in use, or if another
    transaction can still read deleted rows. Does nothing within a transaction, where neither
    database can run VACUUM.
    """
    if connection.in_atomic_block:
        return
    if connection.vendor == "sqlite":
        _rewrite_sqlite()
    elif connection.vendor == "postgresql":
        _rewrite_postgresql()


@hooks.register("run_minutely_job", order=AFTER_OTHER_JOBS)
def truncate_write_ahead_log() -> None:
    """Move SQLite's write-ahead log into the database file, unless another connection reads it."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        (usual_timeout,) = cursor.fetchone()
        cursor.execute(f"PRAGMA busy_timeout={LOCK_TIMEOUT}")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            is_busy, *_ = cursor.fetchone()
        finally:
            cursor.execute(f"PRAGMA busy_timeout={usual_timeout}")
    if is_busy:
        logger.warning("The write-ahead log is in use. It will be truncated in a minute.")


def _rewrite_sqlite() -> None:
    _require_free_space(Path(connection.settings_dict["NAME"]))
    index = connection.ops.quote_name(f"{IndexEntry._meta.db_table}_fts")
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {index}({index}) VALUES ('optimize')")  # noqa: S608
        cursor.execute("VACUUM")
    truncate_write_ahead_log()


def _require_free_space(file: Path) -> None:
    """Raise OperationalError unless there is room for two copies of the database.

    VACUUM writes it to a temporary file and to the write-ahead log.
    """
    if shutil.disk_usage(file.parent).free < 2 * file.stat().st_size:
        raise OperationalError(
            "disk is full: rewriting the database needs twice its size in free space"
        )


def _rewrite_postgresql() -> None:
    """Write each table and its indexes to new files.

    Raises OperationalError if a table is in use, or if a transaction can still read deleted rows,
    such as autovacuum's ANALYZE. PostgreSQL copies these rows and reports how many there are.
    """
    tables = connection.introspection.django_table_names(only_existing=True)
    remaining_rows = 0

    def count_remaining_rows(report: "Diagnostic") -> None:
        nonlocal remaining_rows
        # The first number of "0 dead row versions cannot be removed yet", in any language.
        if number := re.search(r"\d+", report.message_detail or ""):
            remaining_rows += int(number.group())

    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {LOCK_TIMEOUT}")
        connection.connection.add_notice_handler(count_remaining_rows)
        try:
            for table in sorted(tables):
                cursor.execute(f"VACUUM (FULL, VERBOSE) {connection.ops.quote_name(table)}")
        finally:
            connection.connection.remove_notice_handler(count_remaining_rows)
            cursor.execute("RESET lock_timeout")
    if remaining_rows:
        raise OperationalError(f"a transaction can still read {remaining_rows} deleted rows")
