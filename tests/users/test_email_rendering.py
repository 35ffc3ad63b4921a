"""What the mail program of whoever gets a mail of ours makes of it."""

import email
import email.policy

from django.core import mail

from core.mail.serialisation import deserialise, serialise
from mailqueue.rendering import render_email
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
    """The letter as it was sent, stored, taken up again and read."""
    link = "http://testserver/x/"
    letter = render_email(sender_name=sender_name, subject=subject, text=text, link=link, values={})
    letter.send(to="somebody@example.org")
    sent = deserialise(serialise(mail.outbox[-1]), recipient="somebody@example.org")
    return email.message_from_bytes(sent.message().as_bytes(), policy=email.policy.default)


def test_the_name_of_the_sender_arrives_as_it_was_written(subtests):
    for name in NAMES:
        with subtests.test(name=name):
            sender = arrived(sender_name=name)["From"].addresses[0]
            # Python reads a space between two encoded words, which mail programs leave out.
            assert sender.display_name.replace("  ", " ") == name
            assert sender.addr_spec == "no-reply@example.org"


def test_a_name_of_two_lines_adds_no_header():
    letter = arrived(sender_name="Elm\r\nBcc: other@example.org", subject="Your\r\nX-Other: link")
    assert letter["From"].addresses[0].display_name == "Elm Bcc: other@example.org"
    assert letter["Subject"] == "Your X-Other: link"
    assert (letter["Bcc"], letter["X-Other"]) == (None, None)


def test_the_editors_alone_say_which_name_is_shown(settings):
    settings.DEFAULT_FROM_EMAIL = "The whole name <post@example.org>"
    assert arrived()["From"] == "post@example.org"
    assert arrived(sender_name="Elm")["From"] == "Elm <post@example.org>"


def test_a_mail_arrives_as_plain_text_and_as_html_and_says_that_a_machine_wrote_it():
    letter = arrived(subject="Ein schöner Gruß", text="Grüße\n\n{link}")
    assert letter["Subject"] == "Ein schöner Gruß"
    assert letter["To"] == "somebody@example.org"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter.get_content_type() == "multipart/alternative"
    plain, html = letter.iter_parts()
    assert plain.get_content_type() == "text/plain"
    assert plain.get_content().strip() == "Grüße\n\nhttp://testserver/x/"
    assert html.get_content_type() == "text/html"
    assert "Grüße" in html.get_content()
    assert_valid(html.get_content())


def test_what_is_filled_in_is_never_filled_in_itself():
    known = {"name": "{link} {days}", "days": 3}
    letter = render_email(
        sender_name="", subject="", text="{name}, {days}", link="/x/", values=known
    )
    assert letter.plain_text.strip() == "{link} {days}, 3"
