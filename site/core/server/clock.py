"""The child that runs what is due each minute."""

import time

from django.db import close_old_connections

from core import clock
from core.server.line import Line

MINUTE = 60


def run_clock(line: Line) -> None:
    """Tick at once, to catch up after a stop, then at each full minute until the line is cut."""
    while True:
        _tick()
        if line.is_cut(within=MINUTE - time.time() % MINUTE):
            return


def _tick() -> None:
    close_old_connections()
    clock.tick()
    close_old_connections()
