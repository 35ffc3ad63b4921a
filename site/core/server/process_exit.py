"""Callbacks that run when a process exits cleanly.

``atexit`` is not enough: processes forked by multiprocessing exit through ``os._exit``, which skips
it.
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

    Callbacks run in reverse order of registration. They do not run if a process is killed or
    crashes.
    """
    if callback not in _callbacks:
        _callbacks.append(callback)
    return callback


def _run_callbacks() -> None:
    # Popped one by one, so that each runs only once, from atexit or from the finalizer.
    while _callbacks:
        callback = _callbacks.pop()
        try:
            callback()
        except Exception:
            logger.exception("A shutdown task failed")


def _register_finalizer(_: object = None) -> None:
    # The priority makes multiprocessing run it before finalizers of lower or no priority.
    Finalize(None, _run_callbacks, exitpriority=100)


atexit.register(_run_callbacks)
# Finalizers are not inherited on fork, so each child registers its own.
register_after_fork(_register_finalizer, _register_finalizer)
