"""Delivery of queued emails to the mail server, one by one."""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.utils import timezone

from mailqueue.models.queued_mail import QueuedMail
from mailqueue.serialisation import deserialise
from mailqueue.smtp_errors import Failure, NotAccepted, ServerUnavailable, classify

# Exponential backoff between attempts, up to a maximum.
FIRST_PAUSE = timedelta(seconds=30)
MAX_PAUSE = timedelta(hours=2)
MAX_PAUSE_FOR_SERVER = timedelta(minutes=15)
# An email fails for good when it is this old and has been attempted this often. So a site that was
# off for a week does not give up after the first attempt.
GIVE_UP_AFTER = timedelta(days=3)
MIN_ATTEMPTS = 8

logger = logging.getLogger(__name__)


class DeliveryRun:
    """Delivers due emails over one connection, until none is due or the server fails."""

    def __init__(self, should_stop: Callable[[], bool] = lambda: False) -> None:
        self._should_stop = should_stop
        self._connection: Any = None
        self.delivered_count = 0
        self.server_works = True

    def run(self) -> None:
        """Deliver due emails. A refused email does not stop the run; a failing server does."""
        try:
            while self.server_works and not self._should_stop():
                if (mail := QueuedMail.objects.claim(timezone.now())) is None:
                    return
                self._deliver(mail)
        finally:
            self._close()

    def _deliver(self, mail: QueuedMail) -> None:
        try:
            self._send(mail)
        except Exception as error:
            self._record_failure(mail, classify(error))
        else:
            mail.mark_delivered()
            self.delivered_count += 1

    def _send(self, mail: QueuedMail) -> None:
        email = deserialise(mail.message, recipient=mail.recipient)
        self._connect()
        if self._connection.send_messages([email]) == 0:
            raise NotAccepted

    def _connect(self) -> None:
        try:
            self._connection = self._connection or get_connection(settings.MAIL_DELIVERY_BACKEND)
            self._connection.open()
        except Exception as error:
            raise ServerUnavailable from error

    def _record_failure(self, mail: QueuedMail, failure: Failure) -> None:
        now = timezone.now()
        if failure.is_permanent or _should_give_up(mail, now):
            mail.mark_failed(now=now, error=failure.code)
        else:
            mail.reschedule(until=now + _get_pause(mail.attempts, failure), error=failure.code)
        # Logs neither the email address nor the reply of the server, which may contain it.
        logger.warning("Email %s, attempt %s: %s", mail.reference, mail.attempts, failure.code)
        self.server_works = not failure.is_server_error
        if failure.is_server_error:
            self._close()

    def _close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            # Errors on closing are ignored: the emails are delivered.
            with suppress(Exception):
                connection.close()


def deliver_due_mail() -> int:
    """Deliver all due emails; returns how many the mail server has accepted."""
    delivery_run = DeliveryRun()
    delivery_run.run()
    return delivery_run.delivered_count


def _should_give_up(mail: QueuedMail, now: datetime) -> bool:
    return mail.attempts >= MIN_ATTEMPTS and now - mail.created_at >= GIVE_UP_AFTER


def _get_pause(attempts: int, failure: Failure) -> timedelta:
    max_pause = MAX_PAUSE_FOR_SERVER if failure.is_server_error else MAX_PAUSE
    # The exponent is limited, because timedelta would overflow.
    return min(FIRST_PAUSE * 2 ** min(attempts - 1, 10), max_pause)
