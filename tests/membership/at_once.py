"""Many at once, each with a connection of its own to a database that they share."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, connections

# Seconds that anything may take on a busy machine before a test gives up.
PATIENCE = 60


@contextmanager
def shared_database(folder: Path) -> Iterator[None]:
    """The tests' database as the site has it: on SQLite a file, as one in memory has other locks.

    PostgreSQL's is shared as it is. What is done to the file is gone afterwards.
    """
    if connection.vendor != "sqlite":
        yield
        return
    in_memory, name = connections["default"], connection.settings_dict["NAME"]
    file = folder / "site.sqlite3"
    with closing(sqlite3.connect(file)) as copy:
        in_memory.connection.backup(copy)
    # All connections that are opened from now on read it here.
    in_memory.settings_dict["NAME"] = str(file)
    connections["default"] = connections.create_connection("default")
    try:
        yield
    finally:
        connections["default"].close()
        in_memory.settings_dict["NAME"] = name
        connections["default"] = in_memory


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """What all *works* answered that were begun at the same moment, in their order."""
    start = threading.Barrier(len(works))

    def do(work: Callable[[], Any]) -> Any:
        try:
            # Each has its connection before the start.
            connection.ensure_connection()
            start.wait(PATIENCE)
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return [future.result(PATIENCE) for future in [pool.submit(do, work) for work in works]]
