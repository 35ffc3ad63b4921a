"""Taking mails from the queue to the mail server, one by one, none twice at a time."""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.utils import timezone

from core.mail.failures import Failure, NoConnection, NotTaken, understand
from core.mail.packing import unpack
from core.models.mail import QueuedMail

# The first pause after a failed try; each further one is twice as long, up to the longest.
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=2)
LONGEST_PAUSE_FOR_SERVER = timedelta(minutes=15)
# A mail is given up when it is this old and has been tried this often: a site that was switched
# off for a week does not give up at its first try.
GIVE_UP_AFTER = timedelta(days=3)
LEAST_TRIES = 8

logger = logging.getLogger(__name__)


class Round:
    """Delivers what is due over one connection, until nothing is due or the server fails."""

    def __init__(self, is_over: Callable[[], bool] = lambda: False) -> None:
        self._is_over = is_over
        self._connection: Any = None
        self.delivered = 0
        self.server_works = True

    def run(self) -> None:
        """A mail that fails by itself stops no other; a server that fails stops the round."""
        try:
            while self.server_works and not self._is_over():
                if (mail := QueuedMail.objects.claim(timezone.now())) is None:
                    return
                self._deliver(mail)
        finally:
            self._hang_up()

    def _deliver(self, mail: QueuedMail) -> None:
        try:
            self._hand_over(mail)
        except Exception as error:
            self._explain(mail, understand(error))
        else:
            mail.delivered()
            self.delivered += 1

    def _hand_over(self, mail: QueuedMail) -> None:
        letter = unpack(mail.message, recipient=mail.recipient)
        self._connect()
        if self._connection.send_messages([letter]) == 0:
            raise NotTaken

    def _connect(self) -> None:
        try:
            self._connection = self._connection or get_connection(settings.MAIL_DELIVERY_BACKEND)
            self._connection.open()
        except Exception as error:
            raise NoConnection from error

    def _explain(self, mail: QueuedMail, failure: Failure) -> None:
        now = timezone.now()
        if failure.is_final or _is_hopeless(mail, now):
            mail.give_up(now=now, error=failure.code)
        else:
            mail.put_off(until=now + _pause(mail.attempts, failure), error=failure.code)
        # Neither the address nor the server's words, which repeat it.
        logger.warning("Mail %s, try %s: %s", mail.reference, mail.attempts, failure.code)
        self.server_works = not failure.is_of_server
        if failure.is_of_server:
            self._hang_up()

    def _hang_up(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            # Whatever goes wrong in saying goodbye, what was delivered is delivered.
            with suppress(Exception):
                connection.close()


def deliver_due_mail() -> int:
    """Deliver what is due; returns how many mails the mail server has taken."""
    mail_round = Round()
    mail_round.run()
    return mail_round.delivered


def _is_hopeless(mail: QueuedMail, now: datetime) -> bool:
    return mail.attempts >= LEAST_TRIES and now - mail.created_at >= GIVE_UP_AFTER


def _pause(attempts: int, failure: Failure) -> timedelta:
    longest = LONGEST_PAUSE_FOR_SERVER if failure.is_of_server else LONGEST_PAUSE
    # Bounded before it is raised: two to the power of a thousand is no time.
    return min(FIRST_PAUSE * 2 ** min(attempts - 1, 10), longest)
