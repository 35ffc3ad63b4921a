"""Process supervisor of `serve`: starts, restarts and stops the child processes."""

import contextlib
import logging
import os
import signal
import time
from collections.abc import Callable
from multiprocessing import connection, get_context
from multiprocessing.context import ForkProcess
from pathlib import Path

from server.stop_signal import GRACE_PERIOD, StopSignal

Target = Callable[[StopSignal], None]

# Minimum seconds between two starts of a process.
RESTART_DELAY = 1
STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)

logger = logging.getLogger(__name__)


class ManagedProcess:
    """A child process that runs *target* until the stop signal is set."""

    def __init__(self, name: str, target: Target, stop_signal: StopSignal) -> None:
        self.name, self.target, self.stop_signal = name, target, stop_signal
        self.process: ForkProcess | None = None
        self.started = -float(RESTART_DELAY)

    @property
    def is_alive(self) -> bool:
        return self.process is not None and self.process.is_alive()

    def start_if_due(self) -> None:
        """Start the process, unless it is running or was started within RESTART_DELAY."""
        if self.is_alive or time.monotonic() - self.started < RESTART_DELAY:
            return
        if self.process is not None:
            logger.error(
                "The %s process ended (%s). Restarting it.", self.name, self.process.exitcode
            )
        self._start()

    def _start(self) -> None:
        self.started = time.monotonic()
        self.process = get_context("fork").Process(target=self._run, name=self.name)
        self.process.start()

    def _run(self) -> None:
        for number in STOP_SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        # In a session of its own, the process gets no SIGINT on Ctrl-C; the parent stops it.
        os.setsid()
        _set_process_name(self.name)
        self.stop_signal.close_inherited_writer()
        self.target(self.stop_signal)

    def stop(self, deadline: float) -> None:
        """Wait until *deadline* (monotonic seconds) for the process to exit, then kill it."""
        if self.process is None:
            return
        self.process.join(max(0, deadline - time.monotonic()))
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


class ProcessSupervisor:
    """Keeps its processes running until SIGTERM, SIGINT or SIGHUP."""

    def __init__(self, **targets: Target) -> None:
        self._stop_signal = StopSignal()
        self._processes = [
            ManagedProcess(name, target, self._stop_signal) for name, target in targets.items()
        ]
        self._is_stopping = False

    def run(self) -> None:
        """Keep all processes running until a stop is requested, then wait for them to exit."""
        for number in STOP_SIGNALS:
            signal.signal(number, self._request_stop)
        while not self._is_stopping:
            self._start_processes()
            self._wait()
        self._stop_processes()

    def _request_stop(self, *_: object) -> None:
        self._is_stopping = True
        self._stop_signal.set()

    def _start_processes(self) -> None:
        for managed in self._processes:
            if not self._is_stopping:
                managed.start_if_due()

    def _wait(self) -> None:
        # Returns when a process exits, or on timeout to restart a process after its delay.
        running = [managed.process for managed in self._processes if managed.process]
        alive = [process.sentinel for process in running if process.is_alive()]
        connection.wait(alive, timeout=RESTART_DELAY)

    def _stop_processes(self) -> None:
        deadline = time.monotonic() + GRACE_PERIOD + 2
        for managed in self._processes:
            managed.stop(deadline)


def _set_process_name(name: str) -> None:
    """Show this process as *name* in `ps`, where the system supports it."""
    with contextlib.suppress(OSError):
        Path("/proc/self/comm").write_text(f"site {name}")
