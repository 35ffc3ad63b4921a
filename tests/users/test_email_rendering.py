"""Rendered emails as an email client parses them."""

import email
import email.policy

from django.core import mail

from mailqueue.rendering import render_email
from mailqueue.serialisation import deserialise, serialise
from tests.html import assert_valid

TEXT = "Hello,\n\n{link}"
NAMES = (
    "",
    "Elm",
    'Élan "x", Ltd',
    "O'Brien; (team)",
    "a@b.example",
    "back\\slash",
    "日本",
    "Ä" + " lange Namen" * 4,
)


def arrived(sender_name="", subject="Your link", text=TEXT):
    """The message after sending, serialisation and parsing."""
    link = "http://testserver/x/"
    message = render_email(
        sender_name=sender_name, subject=subject, text=text, link=link, values={}
    )
    message.send(to="somebody@example.org")
    sent = deserialise(serialise(mail.outbox[-1]), recipient="somebody@example.org")
    return email.message_from_bytes(sent.message().as_bytes(), policy=email.policy.default)


def test_sender_name_arrives_unchanged(subtests):
    for name in NAMES:
        with subtests.test(name=name):
            sender = arrived(sender_name=name)["From"].addresses[0]
            # Python decodes a space between two encoded words, which email clients omit.
            assert sender.display_name.replace("  ", " ") == name
            assert sender.addr_spec == "no-reply@example.org"


def test_newline_in_sender_name_adds_no_header():
    message = arrived(sender_name="Elm\r\nBcc: other@example.org", subject="Your\r\nX-Other: link")
    assert message["From"].addresses[0].display_name == "Elm Bcc: other@example.org"
    assert message["Subject"] == "Your X-Other: link"
    assert (message["Bcc"], message["X-Other"]) == (None, None)


def test_name_in_default_from_email_is_ignored(settings):
    settings.DEFAULT_FROM_EMAIL = "The whole name <post@example.org>"
    assert arrived()["From"] == "post@example.org"
    assert arrived(sender_name="Elm")["From"] == "Elm <post@example.org>"


def test_email_is_multipart_and_auto_generated():
    message = arrived(subject="Ein schöner Gruß", text="Grüße\n\n{link}")
    assert message["Subject"] == "Ein schöner Gruß"
    assert message["To"] == "somebody@example.org"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content_type() == "multipart/alternative"
    plain, html = message.iter_parts()
    assert plain.get_content_type() == "text/plain"
    assert plain.get_content().strip() == "Grüße\n\nhttp://testserver/x/"
    assert html.get_content_type() == "text/html"
    assert "Grüße" in html.get_content()
    assert_valid(html.get_content())


def test_placeholder_values_are_not_expanded():
    known = {"name": "{link} {days}", "days": 3}
    message = render_email(
        sender_name="", subject="", text="{name}, {days}", link="/x/", values=known
    )
    assert message.plain_text.strip() == "{link} {days}, 3"
