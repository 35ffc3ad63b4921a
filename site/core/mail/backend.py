"""Where Django hands over every mail of this site."""

from collections.abc import Sequence

from django.core.mail import BadHeaderError, EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from core.mail.serialisation import SerialisedEmail, deserialise, serialise
from mailqueue.models.queued_mail import QueuedMail


class QueueBackend(BaseEmailBackend):
    """Stores mails instead of sending them, in the transaction that is under way.

    So a mail goes out if, and only if, what it tells of has been stored; and a mail server that
    refuses, hangs or is away changes nothing for whoever is waiting for a page.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Store *email_messages*, a row for each address; returns how many there were.

        Raises BadHeaderError or TypeError for what could never be sent: nothing is stored then.
        """
        rows = [row for mail in email_messages for row in _build_rows(mail)]
        QueuedMail.objects.bulk_create(rows)
        return len(email_messages)


def _build_rows(mail: EmailMessage) -> list[QueuedMail]:
    serialised = serialise(mail)
    # Who is named twice gets it once.
    addresses = list(dict.fromkeys(mail.recipients()))
    _check_headers(serialised, addresses)
    return [QueuedMail(recipient=address, message=serialised) for address in addresses]


def _check_headers(serialised: SerialisedEmail, addresses: list[str]) -> None:
    # A line break in a subject is the caller's fault, and told to the caller. What is tried is what
    # is stored: it has its Message-ID, for which Django would ask for the name of this machine.
    try:
        deserialise(serialised, recipient=", ".join(addresses)).message()
    except ValueError:
        # Without Django's words, which repeat the header and would stand in the log.
        raise BadHeaderError("A mail with a line break or such in a header is not sent.") from None
    if any(set(address) & set("\r\n") for address in addresses):
        raise BadHeaderError("A mail to an address with a line break is not sent.")
