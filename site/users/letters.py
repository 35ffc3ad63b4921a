"""Mails about accounts: the editors' words, with a link put in."""

import textwrap

from django.apps import apps
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

# Characters to a line of a mail in plain text, as mail programs have always had it.
LINE_LENGTH = 72


class MailNotSent(Exception):
    """The mail server could not be reached, or would not take the mail."""


def send_letter(*, name: str, to: str, link: str) -> None:
    """Send the letter *name* ("invitation", "reset") with the path *link* to the address *to*.

    Raises MailNotSent.
    """
    subject, text = _words(name)
    address = settings.SITE_URL + link
    paragraphs = _paragraphs(_filled(text, link=address))
    plain = {"paragraphs": [_wrapped(paragraph) for paragraph in paragraphs]}
    letter = EmailMultiAlternatives(
        subject,
        render_to_string("emails/letter.txt", plain),
        to=[to],
        headers={"Auto-Submitted": "auto-generated"},
    )
    context = {"subject": subject, "paragraphs": paragraphs, "link": address}
    letter.attach_alternative(render_to_string("emails/letter.html", context), "text/html")
    try:
        letter.send()
    except OSError as error:
        raise MailNotSent(str(error)) from error


def _words(name: str) -> tuple[str, str]:
    # By name, because core stands above users: the words are the editors', kept with all others.
    words = apps.get_model("core", "WordingSettings").load()
    subject = " ".join(getattr(words, f"{name}_subject").split())
    return subject, getattr(words, f"{name}_text")


def _filled(text: str, *, link: str) -> str:
    # replace(), not format(): a stray brace in the editors' words must not stop a mail.
    days = settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60)
    values = {"{link}": link, "{site}": settings.SITE_URL, "{days}": str(days)}
    for placeholder, value in values.items():
        text = text.replace(placeholder, value)
    return text


def _paragraphs(text: str) -> list[str]:
    """The parts between empty lines, whatever a browser or an editor made of the line ends."""
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return [part.strip("\n") for part in lines.split("\n\n") if part.strip("\n")]


def _wrapped(paragraph: str) -> str:
    """Lines of a good length; an address is never broken."""
    lines = (
        textwrap.fill(line, LINE_LENGTH, break_long_words=False, break_on_hyphens=False)
        for line in paragraph.splitlines()
    )
    return "\n".join(lines)
