"""Last words: work that a process does when it ends in good order.

``atexit`` alone would not do: a forked child of multiprocessing leaves through ``os._exit``.
"""

import atexit
import logging
from collections.abc import Callable
from multiprocessing.util import Finalize, register_after_fork
from typing import TypeVar

Callback = TypeVar("Callback", bound=Callable[[], object])

logger = logging.getLogger(__name__)
_callbacks: list[Callable[[], object]] = []


def on_process_exit(callback: Callback) -> Callback:
    """Have *job* run when this process ends, and when each process forked from it ends.

    Last added, first run. Nothing runs when a process is killed or crashes.
    """
    if callback not in _callbacks:
        _callbacks.append(callback)
    return callback


def _run_callbacks() -> None:
    # Taken off one by one, so that each runs once whichever of the two ways out comes first.
    while _callbacks:
        callback = _callbacks.pop()
        try:
            callback()
        except Exception:
            logger.exception("Last words of this process failed")


def _register_finalizer(_: object = None) -> None:
    # The priority makes multiprocessing run it while everything else still stands.
    Finalize(None, _run_callbacks, exitpriority=100)


atexit.register(_run_callbacks)
# A fork forgets its parent's finalizers, so each child makes its own.
register_after_fork(_register_finalizer, _register_finalizer)
