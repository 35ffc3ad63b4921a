"""A life line between a parent and its children: cut when the parent lets go, or dies at all."""

import os
import select
import signal
import threading
import time

# Seconds that a process has to end in good order before it is ended.
GRACE = 10


class Line:
    """A pipe whose far end only its maker holds, so no way of dying goes unnoticed."""

    def __init__(self) -> None:
        self._read, self._write = os.pipe()
        self._held = True

    def let_go(self) -> None:
        """Cut the line, from the maker's end."""
        if self._held:
            self._held = False
            os.close(self._write)

    def take(self) -> None:
        """Become a holder of the near end. Every forked child does this before anything else."""
        self.let_go()

    def is_cut(self, within: float) -> bool:
        """Wait up to *within* seconds; True as soon as the line is cut."""
        ready, _, _ = select.select([self._read], [], [], max(0, within))
        return bool(ready)

    def end_with_it(self) -> None:
        """End this process when the line is cut: with SIGTERM first, at once after GRACE."""
        threading.Thread(target=self._end, name="life line", daemon=True).start()

    def _end(self) -> None:
        os.read(self._read, 1)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(GRACE)
        os._exit(1)
