"""A life line between a parent and its children: cut when the parent lets go, or dies at all."""

import os
import select
import signal
import threading
import time

# Seconds that a process has to end in good order before it is ended.
GRACE_PERIOD = 10


class StopSignal:
    """A pipe whose far end only its maker holds, so no way of dying goes unnoticed."""

    def __init__(self) -> None:
        self._reader, self._writer = os.pipe()
        self._is_open = True

    def release(self) -> None:
        """Cut the line, from the maker's end."""
        if self._is_open:
            self._is_open = False
            os.close(self._writer)

    def release_in_child(self) -> None:
        """Become a holder of the near end. Every forked child does this before anything else."""
        self.release()

    def is_set(self, timeout: float) -> bool:
        """Wait up to *within* seconds; True as soon as the line is cut."""
        ready, _, _ = select.select([self._reader], [], [], max(0, timeout))
        return bool(ready)

    def exit_process_when_set(self) -> None:
        """End this process when the line is cut: with SIGTERM first, at once after GRACE_PERIOD."""
        threading.Thread(target=self._exit_process, name="stop signal", daemon=True).start()

    def _exit_process(self) -> None:
        os.read(self._reader, 1)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(GRACE_PERIOD)
        os._exit(1)
