"""Callbacks that run when a process exits cleanly.

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
    """Register *callback* for the exit of this process, and of each process forked from it.

    Last added, first run. None runs when a process is killed or crashes.
    """
    if callback not in _callbacks:
        _callbacks.append(callback)
    return callback


def _run_callbacks() -> None:
    # Popped one by one, so that each runs once, by atexit or by the finalizer.
    while _callbacks:
        callback = _callbacks.pop()
        try:
            callback()
        except Exception:
            logger.exception("Last words of this process failed")


def _register_finalizer(_: object = None) -> None:
    # The priority makes multiprocessing run it before other finalizers.
    Finalize(None, _run_callbacks, exitpriority=100)


atexit.register(_run_callbacks)
# A fork loses its parent's finalizers, so each child registers its own.
register_after_fork(_register_finalizer, _register_finalizer)
