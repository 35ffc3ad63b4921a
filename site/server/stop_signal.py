"""Pipe that lets child processes detect that their parent is stopping or has exited."""

import os
import select
import signal
import threading
import time

# Seconds for a clean exit before a process is killed.
GRACE_PERIOD = 10


class StopSignal:
    """A pipe whose write end only the parent keeps open, so it closes even if the parent is killed.

    The signal is set when the write end is closed in all processes.
    """

    def __init__(self) -> None:
        self._reader, self._writer = os.pipe()
        self._is_open = True

    def set(self) -> None:
        """Set the signal in all children, by closing the parent's write end."""
        self._close_writer()

    def close_inherited_writer(self) -> None:
        """Close the inherited write end. Every forked child does this before anything else."""
        self._close_writer()

    def _close_writer(self) -> None:
        if self._is_open:
            self._is_open = False
            os.close(self._writer)

    def is_set(self, timeout: float) -> bool:
        """Wait up to *timeout* seconds; True as soon as the signal is set."""
        ready, _, _ = select.select([self._reader], [], [], max(0, timeout))
        return bool(ready)

    def exit_process_when_set(self) -> None:
        """Send this process SIGTERM when the signal is set; force its exit after GRACE_PERIOD."""
        threading.Thread(target=self._exit_process, name="stop signal", daemon=True).start()

    def _exit_process(self) -> None:
        os.read(self._reader, 1)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(GRACE_PERIOD)
        os._exit(1)
