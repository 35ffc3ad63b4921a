"""A pipe by which child processes learn that their parent wants to stop, or has ended."""

import os
import select
import signal
import threading
import time

# Seconds that a process has for a clean exit before it is killed.
GRACE_PERIOD = 10


class StopSignal:
    """A pipe whose write end only the parent keeps open, so it closes however the parent ends."""

    def __init__(self) -> None:
        self._reader, self._writer = os.pipe()
        self._is_open = True

    def release(self) -> None:
        """Close the write end, which sets the signal in all children."""
        if self._is_open:
            self._is_open = False
            os.close(self._writer)

    def release_in_child(self) -> None:
        """Close the inherited write end. Every forked child does this before anything else."""
        self.release()

    def is_set(self, timeout: float) -> bool:
        """Wait up to *timeout* seconds; True as soon as the signal is set."""
        ready, _, _ = select.select([self._reader], [], [], max(0, timeout))
        return bool(ready)

    def exit_process_when_set(self) -> None:
        """End this process when the signal is set: by SIGTERM, and by force after GRACE_PERIOD."""
        threading.Thread(target=self._exit_process, name="stop signal", daemon=True).start()

    def _exit_process(self) -> None:
        os.read(self._reader, 1)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(GRACE_PERIOD)
        os._exit(1)
