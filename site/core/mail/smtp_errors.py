"""What a failed delivery means: is it this mail, or the mail server, and is there hope?"""

import re
import smtplib
import ssl
from dataclasses import dataclass

from encryption import DecryptionError, MissingKeyError

# "Not from you", "not like this": more often a setting to be mended than a reason to give up.
POLICY_STATUS_PREFIX = "5.7."
SERVICE_UNAVAILABLE = 421
MESSAGE_TOO_LARGE = 552
# What Python raises for a mail that it cannot make sense of.
INVALID_MESSAGE_ERRORS = (ValueError, TypeError, LookupError)


class ServerUnavailable(Exception):
    """The mail server could not be talked to; the cause says why."""


class NotAccepted(Exception):
    """The way of delivery has done nothing, and said nothing either."""


@dataclass(frozen=True)
class Failure:
    """A failed try. *code* is for people and holds nothing that a mail server said."""

    code: str
    # The same would happen again.
    is_permanent: bool = False
    # Other mails would fare no better now.
    is_server_error: bool = False


def classify(error: BaseException) -> Failure:
    """What *error*, raised while a mail was being delivered, means for it and for the others."""
    if isinstance(error, DecryptionError):
        # A key may be found again; what is damaged stays so.
        return Failure(
            _describe_decryption_error(error), is_permanent=not isinstance(error, MissingKeyError)
        )
    if isinstance(error, ServerUnavailable) and error.__cause__:
        return _classify_server_error(error.__cause__)
    if failure := _classify_refusal(error):
        return failure
    # Not an OSError, though: a certificate that has run out is a ValueError too.
    if isinstance(error, INVALID_MESSAGE_ERRORS) and not isinstance(error, OSError):
        return Failure("cannot be written as a mail", is_permanent=True)
    return _classify_server_error(error)


def _classify_refusal(error: BaseException) -> Failure | None:
    """The server's no to this mail, if it is one."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _build_refusal("address refused", *_get_recipient_reply(error))
    # A mail that is too large is refused together with its sender, with whom its size is told.
    if isinstance(error, smtplib.SMTPDataError) or (
        isinstance(error, smtplib.SMTPSenderRefused) and error.smtp_code == MESSAGE_TOO_LARGE
    ):
        return _build_refusal("mail refused", error.smtp_code, error.smtp_error)
    return None


def _get_recipient_reply(error: smtplib.SMTPRecipientsRefused) -> tuple[int, bytes]:
    # A mail goes to one address, so there is one answer.
    return next(iter(error.recipients.values()), (0, b""))


def _build_refusal(what: str, code: int, reply: bytes | str) -> Failure:
    enhanced_status = _get_enhanced_status(reply)
    return Failure(
        f"{what} ({code} {enhanced_status})".replace(" )", ")"),
        is_permanent=code >= 500 and not enhanced_status.startswith(POLICY_STATUS_PREFIX),
        # The server's goodbye, whatever it was said to.
        is_server_error=code == SERVICE_UNAVAILABLE,
    )


def _get_enhanced_status(reply: bytes | str) -> str:
    """The three figures, such as 5.1.1, with which a server says more than its code does."""
    text = reply.decode("ascii", "replace") if isinstance(reply, bytes) else reply
    found = re.match(r"\s*([245]\.\d{1,3}\.\d{1,3})\b", text)
    return found[1] if found else ""


def _describe_decryption_error(error: DecryptionError) -> str:
    if isinstance(error, MissingKeyError):
        return f"cannot be read: key {error.key_id} is missing"
    return "cannot be read: damaged"


def _classify_server_error(error: BaseException) -> Failure:
    # Wrong name or password, sender not allowed, too busy to talk: until somebody mends it.
    if isinstance(error, smtplib.SMTPResponseException):
        return Failure(f"mail server answered {error.smtp_code}", is_server_error=True)
    return Failure(_describe_connection_error(error), is_server_error=True)


def _describe_connection_error(error: BaseException) -> str:
    # Of a time-out, smtplib makes a lost connection.
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return "mail server did not answer in time"
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return "mail server hung up"
    if isinstance(error, smtplib.SMTPException):
        return "mail server does not offer TLS or sign-in as it was asked to"
    if isinstance(error, ssl.SSLError):
        return "mail server has no certificate to be trusted"
    if isinstance(error, OSError):
        return "mail server cannot be reached"
    return f"unexpected: {type(error).__name__}"[:80]
