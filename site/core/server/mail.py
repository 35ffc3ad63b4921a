"""The child that delivers mail."""

import logging
from functools import partial

from django.db import Error, close_old_connections

from core.mail.delivery import Round
from core.server.line import Line

# Seconds between two looks at the queue; while the mail server fails, twice as long each time.
REST = 1
LONGEST_REST = 60

logger = logging.getLogger(__name__)


def run_mail(line: Line) -> None:
    """Deliver what is due, each second, until the line is cut."""
    rest: float = REST
    while not line.is_cut(within=rest):
        rest = REST if _works(line) else min(rest * 2, LONGEST_REST)


def _works(line: Line) -> bool:
    close_old_connections()
    mail_round = Round(is_over=partial(line.is_cut, within=0))
    try:
        mail_round.run()
    except Error as error:
        # By name only: its words may hold a row.
        logger.error("The mail queue cannot be read (%s)", type(error).__name__)
        return False
    return mail_round.server_works
