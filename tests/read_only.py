"""A database that refuses to write, as on a full or damaged disk."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

STATEMENTS = {
    "sqlite": "PRAGMA query_only = {state}",
    "postgresql": "SET default_transaction_read_only = {state}",
}


@contextmanager
def read_only_database() -> Iterator[None]:
    """Make the test's connection read-only. Only outside of transactions."""
    statement = STATEMENTS[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(statement.format(state="on"))
        try:
            yield
        finally:
            cursor.execute(statement.format(state="off"))
