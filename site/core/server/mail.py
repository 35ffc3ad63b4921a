"""The child that delivers mail."""

import logging
from functools import partial

from django.db import Error, close_old_connections

from core.mail.delivery import Round
from core.server.stop_signal import StopSignal

# Seconds between two looks at the queue; while the mail server fails, twice as long each time.
REST = 1
LONGEST_REST = 60

logger = logging.getLogger(__name__)


def run_mail(stop_signal: StopSignal) -> None:
    """Deliver what is due, each second, until the line is cut."""
    rest: float = REST
    while not stop_signal.is_set(timeout=rest):
        rest = REST if _works(stop_signal) else min(rest * 2, LONGEST_REST)


def _works(stop_signal: StopSignal) -> bool:
    close_old_connections()
    mail_round = Round(is_over=partial(stop_signal.is_set, timeout=0))
    try:
        mail_round.run()
    except Error as error:
        # By name only: its words may hold a row.
        logger.error("The mail queue cannot be read (%s)", type(error).__name__)
        return False
    return mail_round.server_works
