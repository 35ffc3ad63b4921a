"""The mail worker: the process that delivers queued emails."""

import logging
from functools import partial

from django.db import Error, close_old_connections

from mailqueue.delivery import DeliveryRun
from server.stop_signal import StopSignal

# Seconds between two delivery runs, and their maximum while the mail server fails.
POLL_SECONDS = 1
MAX_POLL_SECONDS = 60

logger = logging.getLogger(__name__)


def run_mail_worker(stop_signal: StopSignal) -> None:
    """Deliver due emails every second until *stop_signal* is set.

    The pause doubles, up to MAX_POLL_SECONDS, while the mail server or the database fails.
    """
    poll_seconds: float = POLL_SECONDS
    while not stop_signal.is_set(timeout=poll_seconds):
        poll_seconds = (
            POLL_SECONDS
            if _deliver_due_mail(stop_signal)
            else min(poll_seconds * 2, MAX_POLL_SECONDS)
        )


def _deliver_due_mail(stop_signal: StopSignal) -> bool:
    close_old_connections()
    delivery_run = DeliveryRun(should_stop=partial(stop_signal.is_set, timeout=0))
    try:
        delivery_run.run()
    except Error as error:
        # Without the error message, which may contain values of a row.
        logger.error("Could not read the email queue (%s)", type(error).__name__)
        return False
    return delivery_run.server_works
