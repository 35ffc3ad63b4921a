"""What a failed delivery means: is it this mail, or the mail server, and is there hope?"""

import re
import smtplib
import ssl
from dataclasses import dataclass

from encryption import DecryptionError, MissingKeyError

# "Not from you", "not like this": more often a setting to be mended than a reason to give up.
POLICY = "5.7."
GOODBYE = 421
TOO_LARGE = 552
# What Python raises for a mail that it cannot make sense of.
NONSENSE = (ValueError, TypeError, LookupError)


class NoConnection(Exception):
    """The mail server could not be talked to; the cause says why."""


class NotTaken(Exception):
    """The way of delivery has done nothing, and said nothing either."""


@dataclass(frozen=True)
class Failure:
    """A failed try. *code* is for people and holds nothing that a mail server said."""

    code: str
    # The same would happen again.
    is_final: bool = False
    # Other mails would fare no better now.
    is_of_server: bool = False


def understand(error: BaseException) -> Failure:
    """What *error*, raised while a mail was being delivered, means for it and for the others."""
    if isinstance(error, DecryptionError):
        # A key may be found again; what is damaged stays so.
        return Failure(_words_about(error), is_final=not isinstance(error, MissingKeyError))
    if isinstance(error, NoConnection) and error.__cause__:
        return _trouble(error.__cause__)
    if failure := _refusal(error):
        return failure
    # Not an OSError, though: a certificate that has run out is a ValueError too.
    if isinstance(error, NONSENSE) and not isinstance(error, OSError):
        return Failure("cannot be written as a mail", is_final=True)
    return _trouble(error)


def _refusal(error: BaseException) -> Failure | None:
    """The server's no to this mail, if it is one."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _refused("address refused", *_answer_about_recipient(error))
    # A mail that is too large is refused together with its sender, with whom its size is told.
    if isinstance(error, smtplib.SMTPDataError) or (
        isinstance(error, smtplib.SMTPSenderRefused) and error.smtp_code == TOO_LARGE
    ):
        return _refused("mail refused", error.smtp_code, error.smtp_error)
    return None


def _answer_about_recipient(error: smtplib.SMTPRecipientsRefused) -> tuple[int, bytes]:
    # A mail goes to one address, so there is one answer.
    return next(iter(error.recipients.values()), (0, b""))


def _refused(what: str, code: int, words: bytes | str) -> Failure:
    detail = _detailed_code(words)
    return Failure(
        f"{what} ({code} {detail})".replace(" )", ")"),
        is_final=code >= 500 and not detail.startswith(POLICY),
        # The server's goodbye, whatever it was said to.
        is_of_server=code == GOODBYE,
    )


def _detailed_code(words: bytes | str) -> str:
    """The three figures, such as 5.1.1, with which a server says more than its code does."""
    text = words.decode("ascii", "replace") if isinstance(words, bytes) else words
    found = re.match(r"\s*([245]\.\d{1,3}\.\d{1,3})\b", text)
    return found[1] if found else ""


def _words_about(error: DecryptionError) -> str:
    if isinstance(error, MissingKeyError):
        return f"cannot be read: key {error.key_id} is missing"
    return "cannot be read: damaged"


def _trouble(error: BaseException) -> Failure:
    # Wrong name or password, sender not allowed, too busy to talk: until somebody mends it.
    if isinstance(error, smtplib.SMTPResponseException):
        return Failure(f"mail server answered {error.smtp_code}", is_of_server=True)
    return Failure(_words_about_connection(error), is_of_server=True)


def _words_about_connection(error: BaseException) -> str:
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
