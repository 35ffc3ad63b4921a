"""Mails in the editors' words: composed here, stored by the mail queue, delivered when it can."""

import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from email.headerregistry import Address
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

# Characters to a line of a mail in plain text, as mail programs have always had it.
LINE_LENGTH = 72


@dataclass(frozen=True)
class EmailMessageContent:
    """A mail as it will be read, but for whom it goes to."""

    sender: str
    subject: str
    paragraphs: tuple[str, ...]
    link: str

    @property
    def plain_text(self) -> str:
        """The whole mail as plain text."""
        return "\n\n".join(map(_wrap, self.paragraphs)) + "\n"

    @property
    def html(self) -> str:
        """The whole mail as a document."""
        return render_to_string("emails/base.html", {"email": self})

    def send(self, *, to: str) -> None:
        """Put it in the queue, for the address *to*."""
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
    """A letter of *text*, whose placeholders stand for *link*, the site, and *values*."""
    known = {"site": settings.SITE_URL, **values, "link": link}
    return EmailMessageContent(
        sender=_format_sender(sender_name),
        subject=" ".join(subject.split()),
        paragraphs=tuple(_split_paragraphs(_fill_placeholders(text, known))),
        link=link,
    )


def _format_sender(name: str) -> str:
    # As people read it: how it is written for mail programs is Django's concern. Whatever name
    # the operators' address has is left out, since the editors alone say what is shown.
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return str(Address(" ".join(name.split()), addr_spec=address))


def _fill_placeholders(text: str, values: Mapping[str, object]) -> str:
    # Not format(): a stray brace in the editors' words must not stop a mail. And all at once, so
    # that what is filled in is never taken for something to be filled in.
    return re.sub(r"\{(\w+)\}", lambda found: str(values.get(found[1], found[0])), text)


def _split_paragraphs(text: str) -> list[str]:
    """The parts between empty lines, whatever a browser or an editor made of the line ends."""
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return [part.strip("\n") for part in lines.split("\n\n") if part.strip("\n")]


def _wrap(paragraph: str) -> str:
    """Lines of a good length; an address is never broken."""
    lines = (
        textwrap.fill(line, LINE_LENGTH, break_long_words=False, break_on_hyphens=False)
        for line in paragraph.splitlines()
    )
    return "\n".join(lines)
