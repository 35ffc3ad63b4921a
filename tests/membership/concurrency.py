"""Run functions concurrently, each with its own connection to a shared database."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection, connections

from tests.live_site import TIMEOUT_SECONDS


def run_concurrently(*functions: Callable[[], Any]) -> list[Any]:
    """Start all *functions* at the same moment; return their results in order."""
    barrier = threading.Barrier(len(functions))

    def run(function: Callable[[], Any]) -> Any:
        try:
            # Connect before the start.
            connection.ensure_connection()
            barrier.wait(TIMEOUT_SECONDS)
            return function()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(functions)) as pool:
        return [
            future.result(TIMEOUT_SECONDS)
            for future in [pool.submit(run, function) for function in functions]
        ]
