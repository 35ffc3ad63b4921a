"""The process that runs the minutely and the daily jobs."""

import logging
import os
import time

from django.db import Error as DatabaseError
from django.db import close_old_connections

from scheduler import jobs
from server.stop_signal import StopSignal

MINUTE = 60
# Lower priority than the web workers, so that prerendering images does not delay pages.
NICENESS = 10

logger = logging.getLogger(__name__)


def run_scheduler(stop_signal: StopSignal) -> None:
    """Run due jobs immediately, to catch up after downtime, then every full minute.

    Returns when *stop_signal* is set.
    """
    os.nice(NICENESS)
    while True:
        _run_due_jobs()
        if stop_signal.is_set(timeout=MINUTE - time.time() % MINUTE):
            return


def _run_due_jobs() -> None:
    close_old_connections()
    jobs.run_minutely_jobs()
    _run_daily_jobs()
    close_old_connections()


def _run_daily_jobs() -> None:
    try:
        jobs.run_due_daily_jobs()
    except DatabaseError as error:
        logger.error("The daily jobs are waiting for the database (%s)", type(error).__name__)
