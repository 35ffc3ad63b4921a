"""Last words: work that a process does when it ends in good order.

``atexit`` alone would not do: a forked child of multiprocessing leaves through ``os._exit``.
"""

import atexit
import logging
from collections.abc import Callable
from multiprocessing.util import Finalize, register_after_fork
from typing import TypeVar

Job = TypeVar("Job", bound=Callable[[], object])

logger = logging.getLogger(__name__)
_jobs: list[Callable[[], object]] = []


def on_exit(job: Job) -> Job:
    """Have *job* run when this process ends, and when each process forked from it ends.

    Last added, first run. Nothing runs when a process is killed or crashes.
    """
    if job not in _jobs:
        _jobs.append(job)
    return job


def _run_jobs() -> None:
    # Taken off one by one, so that each runs once whichever of the two ways out comes first.
    while _jobs:
        job = _jobs.pop()
        try:
            job()
        except Exception:
            logger.exception("Last words of this process failed")


def _arm(_: object = None) -> None:
    # The priority makes multiprocessing run it while everything else still stands.
    Finalize(None, _run_jobs, exitpriority=100)


atexit.register(_run_jobs)
# A fork forgets its parent's finalizers, so each child makes its own.
register_after_fork(_arm, _arm)
