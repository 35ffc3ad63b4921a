"""A database that can be read and refuses to write, as on a full or damaged disk."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

STATEMENTS = {
    "sqlite": "PRAGMA query_only = {state}",
    "postgresql": "SET default_transaction_read_only = {state}",
}


@contextmanager
def read_only_database() -> Iterator[None]:
    """Have the connection of this test refuse to write. Only outside of transactions."""
    statement = STATEMENTS[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(statement.format(state="on"))
        try:
            yield
        finally:
            cursor.execute(statement.format(state="off"))
