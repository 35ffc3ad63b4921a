"""Classification of delivery errors: email or server, temporary or permanent."""

import re
import smtplib
import ssl
from dataclasses import dataclass

from encryption import DecryptionError, MissingKeyError

# Security and policy errors: usually a wrong setting, so not a reason to give up.
POLICY_STATUS_PREFIX = "5.7."
SERVICE_UNAVAILABLE = 421
MESSAGE_TOO_LARGE = 552
# Raised by Python for an email that cannot be serialised.
INVALID_MESSAGE_ERRORS = (ValueError, TypeError, LookupError)


class ServerUnavailable(Exception):
    """No connection to the mail server; ``__cause__`` is the original error."""


class NotAccepted(Exception):
    """The backend reported no error, but sent nothing."""


@dataclass(frozen=True)
class Failure:
    """A failed attempt. *code* is shown in the admin and contains no text of the mail server."""

    code: str
    # Whether another attempt would fail as well.
    is_permanent: bool = False
    # Whether other emails would fail as well.
    is_server_error: bool = False


def classify(error: BaseException) -> Failure:
    """Classify *error*, raised while an email was being delivered."""
    if isinstance(error, DecryptionError):
        # A missing key may come back; damaged data stays damaged.
        return Failure(
            _describe_decryption_error(error), is_permanent=not isinstance(error, MissingKeyError)
        )
    if isinstance(error, ServerUnavailable) and error.__cause__:
        return _classify_server_error(error.__cause__)
    if failure := _classify_refusal(error):
        return failure
    # SSLCertVerificationError is both an OSError and a ValueError.
    if isinstance(error, INVALID_MESSAGE_ERRORS) and not isinstance(error, OSError):
        return Failure("could not build the email", is_permanent=True)
    return _classify_server_error(error)


def _classify_refusal(error: BaseException) -> Failure | None:
    """The failure if the server refused this email, else None."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _build_refusal("address rejected", *_get_recipient_reply(error))
    # A message that is too large is refused at MAIL FROM, which declares its size.
    if isinstance(error, smtplib.SMTPDataError) or (
        isinstance(error, smtplib.SMTPSenderRefused) and error.smtp_code == MESSAGE_TOO_LARGE
    ):
        return _build_refusal("email rejected", error.smtp_code, error.smtp_error)
    return None


def _get_recipient_reply(error: smtplib.SMTPRecipientsRefused) -> tuple[int, bytes]:
    # One recipient, so one reply.
    return next(iter(error.recipients.values()), (0, b""))


def _build_refusal(what: str, code: int, reply: bytes | str) -> Failure:
    enhanced_status = _get_enhanced_status(reply)
    return Failure(
        f"{what} ({code} {enhanced_status})".replace(" )", ")"),
        is_permanent=code >= 500 and not enhanced_status.startswith(POLICY_STATUS_PREFIX),
        # 421 closes the connection, whatever the command was.
        is_server_error=code == SERVICE_UNAVAILABLE,
    )


def _get_enhanced_status(reply: bytes | str) -> str:
    """The enhanced status code (RFC 3463), such as 5.1.1."""
    text = reply.decode("ascii", "replace") if isinstance(reply, bytes) else reply
    found = re.match(r"\s*([245]\.\d{1,3}\.\d{1,3})\b", text)
    return found[1] if found else ""


def _describe_decryption_error(error: DecryptionError) -> str:
    if isinstance(error, MissingKeyError):
        return f"cannot be decrypted: key {error.key_id} is missing"
    return "cannot be decrypted: the data is damaged"


def _classify_server_error(error: BaseException) -> Failure:
    # Wrong login, sender not allowed or server overloaded: temporary.
    if isinstance(error, smtplib.SMTPResponseException):
        return Failure(f"mail server replied {error.smtp_code}", is_server_error=True)
    return Failure(_describe_connection_error(error), is_server_error=True)


def _describe_connection_error(error: BaseException) -> str:
    # smtplib turns a timeout into SMTPServerDisconnected.
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return "mail server timed out"
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return "mail server closed the connection"
    if isinstance(error, smtplib.SMTPException):
        return "mail server does not support the required TLS or sign-in"
    if isinstance(error, ssl.SSLError):
        return "mail server certificate is not trusted"
    if isinstance(error, OSError):
        return "could not connect to the mail server"
    return f"unexpected error: {type(error).__name__}"[:80]
