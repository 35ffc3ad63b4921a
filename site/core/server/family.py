"""A parent and its children: all end together, and a dead child is started again."""

import contextlib
import logging
import os
import signal
import time
from collections.abc import Callable
from multiprocessing import connection, get_context
from multiprocessing.context import ForkProcess
from pathlib import Path

from core.server.line import GRACE, Line

Work = Callable[[Line], None]

# A child that lived this many seconds is started again at once; a younger one after a pause.
SETTLED = 5
PAUSE = 1
STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)

logger = logging.getLogger(__name__)


class Child:
    """One process and what it does until its line is cut."""

    def __init__(self, name: str, work: Work, line: Line) -> None:
        self.name, self.work, self.line = name, work, line
        self.process: ForkProcess | None = None
        self.started = -float(SETTLED)

    @property
    def is_alive(self) -> bool:
        return self.process is not None and self.process.is_alive()

    def start_if_due(self) -> None:
        """Start it, unless it runs or died a moment ago."""
        if self.is_alive or time.monotonic() - self.started < PAUSE:
            return
        if self.process is not None:
            logger.error("The %s process ended (%s): again", self.name, self.process.exitcode)
        self._start()

    def _start(self) -> None:
        self.started = time.monotonic()
        self.process = get_context("fork").Process(target=self._live, name=self.name)
        self.process.start()

    def _live(self) -> None:
        for number in STOP_SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        # Out of the terminal's reach: Ctrl-C is the parent's to answer.
        os.setsid()
        _show_name(self.name)
        self.line.take()
        self.work(self.line)

    def end(self, deadline: float) -> None:
        """Wait for its end until *deadline* (monotonic seconds), then end it."""
        if self.process is None:
            return
        self.process.join(max(0, deadline - time.monotonic()))
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


class Family:
    """Lives until SIGTERM, Ctrl-C or the end of its terminal."""

    def __init__(self, **works: Work) -> None:
        self._line = Line()
        self._children = [Child(name, work, self._line) for name, work in works.items()]
        self._ending = False

    def run(self) -> None:
        """Run all children until told to stop, and then until they have stopped."""
        for number in STOP_SIGNALS:
            signal.signal(number, self._stop)
        while not self._ending:
            self._start_children()
            self._wait()
        self._end()

    def _stop(self, *_: object) -> None:
        self._ending = True
        self._line.let_go()

    def _start_children(self) -> None:
        for child in self._children:
            if not self._ending:
                child.start_if_due()

    def _wait(self) -> None:
        # Wakes at once for a death; the second is for children that are held back a moment.
        running = [child.process for child in self._children if child.process]
        alive = [process.sentinel for process in running if process.is_alive()]
        connection.wait(alive, timeout=PAUSE)

    def _end(self) -> None:
        deadline = time.monotonic() + GRACE + 2
        for child in self._children:
            child.end(deadline)


def _show_name(name: str) -> None:
    """Have lists of processes call this one by its *name*, where the system can."""
    with contextlib.suppress(OSError):
        Path("/proc/self/comm").write_text(f"site {name}")
