"""Runs the functions of the hook ``before_process_exit`` when a process of the site exits cleanly.

They do not run if a process is killed or crashes. ``atexit`` is not enough: processes forked by
multiprocessing exit through ``os._exit``, which skips it.
"""

import logging
from multiprocessing.util import Finalize, register_after_fork

from wagtail import hooks

EXIT_HOOK = "before_process_exit"

logger = logging.getLogger(__name__)


def _run_hooks() -> None:
    for function in hooks.get_hooks(EXIT_HOOK):
        try:
            function()
        except Exception:
            logger.exception("A shutdown task failed")


def run_hooks_at_exit() -> None:
    """Run the hook when this process exits, and when any process forked from it does."""
    _register_finalizer()
    # Finalizers are not inherited on fork, so each child registers its own.
    register_after_fork(_register_finalizer, _register_finalizer)


def _register_finalizer(_: object = None) -> None:
    # The priority makes multiprocessing run it before finalizers of lower or no priority.
    Finalize(None, _run_hooks, exitpriority=100)
