"""Serialisation of emails to JSON and back."""

import base64
import secrets
from email.mime.base import MIMEBase
from email.utils import format_datetime, parseaddr
from typing import Any

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.utils import timezone

SerialisedEmail = dict[str, Any]
# Header -> attribute of EmailMessage with its recipients.
VISIBLE_RECIPIENTS = {"To": "to", "Cc": "cc"}


def serialise(mail: EmailMessage) -> SerialisedEmail:
    """All of *mail* except its recipients, with one Date and Message-ID for all attempts.

    Raises TypeError for an attachment that is a MIMEBase part.
    """
    return {
        "subject": str(mail.subject),
        "body": str(mail.body),
        "subtype": mail.content_subtype,
        "from_email": str(mail.from_email),
        "reply_to": [str(address) for address in mail.reply_to],
        "headers": _build_headers(mail),
        "alternatives": [
            [str(content), str(mimetype)]
            for content, mimetype in getattr(mail, "alternatives", None) or ()
        ],
        "attachments": [_serialise_attachment(file) for file in mail.attachments],
    }


def deserialise(serialised: SerialisedEmail, *, recipient: str) -> EmailMessage:
    """The email for one recipient."""
    mail = EmailMultiAlternatives(
        serialised["subject"],
        serialised["body"],
        serialised["from_email"],
        to=[recipient],
        reply_to=serialised["reply_to"],
        headers=serialised["headers"],
        alternatives=[tuple(part) for part in serialised["alternatives"]],
    )
    mail.content_subtype = serialised["subtype"]
    for name, content, mimetype in serialised["attachments"]:
        mail.attach(name, base64.b64decode(content), mimetype)
    return mail


def _build_headers(mail: EmailMessage) -> dict[str, str]:
    own = {name: str(value) for name, value in mail.extra_headers.items()}
    recipients = {
        name: ", ".join(map(str, getattr(mail, attribute)))
        for name, attribute in VISIBLE_RECIPIENTS.items()
    }
    generated = {"Message-ID": _make_message_id(mail), "Date": format_datetime(timezone.now())}
    own_names = {name.lower() for name in own}
    standard = {**generated, **{name: names for name, names in recipients.items() if names}}
    return {name: value for name, value in standard.items() if name.lower() not in own_names} | own


def _make_message_id(mail: EmailMessage) -> str:
    # Without the host name, which Django would use: it is private.
    host = parseaddr(str(mail.from_email))[1].rpartition("@")[2]
    return f"<{secrets.token_hex(16)}@{host or 'localhost'}>"


def _serialise_attachment(file: Any) -> list[str | None]:
    if isinstance(file, MIMEBase):
        raise TypeError(
            "Attach files by name and content. A ready-made MIME part cannot be queued."
        )
    name, content, mimetype = file
    data = content.encode() if isinstance(content, str) else bytes(content)
    return [name, base64.b64encode(data).decode(), mimetype]
