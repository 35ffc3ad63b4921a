"""Rendering of email templates as plain text and HTML."""

import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from email.headerregistry import Address
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

# Characters per line of plain text.
LINE_LENGTH = 72


@dataclass(frozen=True)
class EmailMessageContent:
    """A rendered email that is not addressed yet."""

    sender: str
    subject: str
    paragraphs: tuple[str, ...]
    link: str

    @property
    def plain_text(self) -> str:
        """The email as plain text."""
        return "\n\n".join(map(_wrap, self.paragraphs)) + "\n"

    @property
    def html(self) -> str:
        """The email as an HTML document."""
        return render_to_string("emails/base.html", {"email": self})

    def send(self, *, to: str) -> None:
        """Queue the email for the address *to*."""
        mail = EmailMultiAlternatives(
            self.subject,
            self.plain_text,
            self.sender,
            to=[to],
            headers={"Auto-Submitted": "auto-generated"},
        )
        mail.attach_alternative(self.html, "text/html")
        mail.send()


def render_email(
    *, sender_name: str, subject: str, text: str, link: str, values: Mapping[str, object]
) -> EmailMessageContent:
    """Render *text* with its placeholders {link}, {site} and those of *values*."""
    known = {"site": settings.SITE_URL, **values, "link": link}
    return EmailMessageContent(
        sender=_format_sender(sender_name),
        subject=" ".join(subject.split()),
        paragraphs=tuple(_split_paragraphs(_fill_placeholders(text, known))),
        link=link,
    )


def _format_sender(name: str) -> str:
    # Not encoded, as Django does that. A name in DEFAULT_FROM_EMAIL is ignored, since editors set
    # the name of the sender.
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return str(Address(" ".join(name.split()), addr_spec=address))


def _fill_placeholders(text: str, values: Mapping[str, object]) -> str:
    # Not str.format(), for which a stray brace is an error. In one pass, so that placeholders in
    # values are not replaced.
    return re.sub(r"\{(\w+)\}", lambda found: str(values.get(found[1], found[0])), text)


def _split_paragraphs(text: str) -> list[str]:
    """The parts between empty lines, with any kind of line ending."""
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return [part.strip("\n") for part in lines.split("\n\n") if part.strip("\n")]


def _wrap(paragraph: str) -> str:
    """Wrap lines, but never within a URL."""
    lines = (
        textwrap.fill(line, LINE_LENGTH, break_long_words=False, break_on_hyphens=False)
        for line in paragraph.splitlines()
    )
    return "\n".join(lines)
