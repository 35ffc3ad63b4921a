"""The EMAIL_BACKEND of this site."""

from collections.abc import Sequence

from django.core.mail import BadHeaderError, EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from mailqueue.models.queued_mail import QueuedMail
from mailqueue.serialisation import SerialisedEmail, deserialise, serialise


class QueueBackend(BaseEmailBackend):
    """Stores emails in the current transaction instead of sending them.

    So an email is sent if, and only if, the change that it reports is committed, and a failing mail
    server does not delay or break any request.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Store one row for each recipient; returns the number of messages.

        If a message could never be sent, raises BadHeaderError or TypeError and stores nothing.
        """
        rows = [row for mail in email_messages for row in _build_rows(mail)]
        QueuedMail.objects.bulk_create(rows)
        return len(email_messages)


def _build_rows(mail: EmailMessage) -> list[QueuedMail]:
    serialised = serialise(mail)
    # Without duplicates, in order.
    addresses = list(dict.fromkeys(mail.recipients()))
    _check_headers(serialised, addresses)
    return [QueuedMail(recipient=address, message=serialised) for address in addresses]


def _check_headers(serialised: SerialisedEmail, addresses: list[str]) -> None:
    # Newlines in headers are errors of the caller. The serialised email is checked because it has a
    # Message-ID; to create one, Django would look up the host name.
    try:
        deserialise(serialised, recipient=", ".join(addresses)).message()
    except ValueError:
        # Django's error message contains the header, which must not be logged.
        raise BadHeaderError(
            "Not sent: a header contains a line break or control character."
        ) from None
    if any(set(address) & set("\r\n") for address in addresses):
        raise BadHeaderError("Not sent: the address contains a line break.")
