"""From the queue to a real mail server, and what becomes of a mail when the line breaks."""

from datetime import timedelta
from email.message import EmailMessage as Letter
from typing import Any

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.utils import timezone

from core.mail.delivery import DeliveryRun, deliver_due_mail
from core.models import QueuedMail
from tests.core.smtp_servers import (
    ADDRESS,
    BODY,
    HTML,
    SUBJECT,
    Plain,
    Refusing,
    drop_after_taking,
    drop_in_data,
    hang,
    hang_in_data,
    make_due,
    use_queue,
    work,
    write,
)
from tests.live_site import TIMEOUT_SECONDS, wait_until

pytestmark = pytest.mark.django_db
# Seconds: what is waited for never comes.
SOON = 0.2


@pytest.fixture
def mailbox(settings: Any) -> Any:
    """A mail server that works."""
    with Refusing() as box:
        use_queue(settings, box)
        yield box


def deliver_all() -> int:
    make_due()
    return deliver_due_mail()


def sent(mailbox: Refusing, **fields: Any) -> list[Letter]:
    """What arrives of a mail with *fields*."""
    EmailMessage(**{"subject": SUBJECT, "body": BODY, "to": [ADDRESS]} | fields).send()
    deliver_due_mail()
    return mailbox.letters


# --- A mail server that works --------------------------------------------------------------------


def test_a_delivered_mail_leaves_no_row(mailbox: Refusing) -> None:
    write()
    assert deliver_due_mail() == 1
    assert not QueuedMail.objects.exists()
    assert deliver_due_mail() == 0
    assert len(mailbox.letters) == 1


def test_a_mail_arrives_as_it_was_written(mailbox: Refusing) -> None:
    serialised = write(headers={"Auto-Submitted": "auto-generated"}).message
    deliver_due_mail()
    [letter] = mailbox.letters
    assert (letter["To"], letter["Subject"]) == (ADDRESS, SUBJECT)
    assert letter["From"] == "The Office <office@example.net>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Message-ID"] == serialised["headers"]["Message-ID"]
    assert letter["Date"] == serialised["headers"]["Date"]
    assert letter.get_body(("plain",)).get_content().strip() == BODY
    assert letter.get_body(("html",)).get_content().strip() == HTML


def test_letters_of_every_script_arrive(mailbox: Refusing) -> None:
    words = "Grüße, 世界 🌱"
    [letter] = sent(mailbox, subject=words, body=f"{words}\n.\nlast line")
    assert letter["Subject"] == words
    assert letter.get_content().splitlines() == [words, ".", "last line"]


def test_each_reads_who_else_was_written_to_but_for_hidden_copies(mailbox: Refusing) -> None:
    letters = sent(
        mailbox,
        to=["Ann <ann@example.org>", "ben@example.org"],
        cc=["cem@example.org"],
        bcc=["dora@example.org"],
        reply_to=["office@example.org"],
    )
    assert len(letters) == 4
    for letter in letters:
        assert letter["To"] == "Ann <ann@example.org>, ben@example.org"
        assert letter["Cc"] == "cem@example.org"
        assert letter["Reply-To"] == "office@example.org"
        assert "dora" not in letter.as_string()
    assert len({letter["Message-ID"] for letter in letters}) == 1


def test_hidden_copies_alone_know_nothing_of_each_other(mailbox: Refusing) -> None:
    letters = sent(mailbox, to=[], bcc=["ann@example.org", "ben@example.org"])
    assert sorted(letter["To"] for letter in letters) == ["ann@example.org", "ben@example.org"]
    assert ["ben" in letter.as_string() for letter in letters] == [
        letter["To"] == "ben@example.org" for letter in letters
    ]


def test_headers_of_its_own_stand_once_however_they_are_spelt(mailbox: Refusing) -> None:
    [letter] = sent(mailbox, headers={"message-id": "<own@example.org>", "date": "now"})
    assert letter.get_all("Message-ID") == ["<own@example.org>"]
    assert len(letter.get_all("Date")) == 1


def test_attachments_arrive(mailbox: Refusing) -> None:
    files = [
        ("list.csv", "name,töne\n", "text/csv"),
        ("picture.png", b"\x89PNG\x00\xff", "image/png"),
        ("unknown", b"\xff\xfe", None),
    ]
    [letter] = sent(mailbox, attachments=files)
    arrived = [
        (part.get_filename(), part.get_content_type(), part.get_payload(decode=True))
        for part in letter.iter_attachments()
    ]
    assert arrived == [
        ("list.csv", "text/csv", "name,töne\r\n".encode()),
        ("picture.png", "image/png", b"\x89PNG\x00\xff"),
        ("unknown", "application/octet-stream", b"\xff\xfe"),
    ]


def test_many_mails_leave_over_one_connection(settings: Any) -> None:
    with Plain(work) as server:
        use_queue(settings, server)
        for _ in range(5):
            write()
        assert deliver_due_mail() == 5
    assert (server.calls, len(server.letters)) == (1, 5)


def test_a_round_stops_between_two_mails_when_it_is_told_to(mailbox: Refusing) -> None:
    write()
    write()
    answers = iter([False, True])
    DeliveryRun(should_stop=lambda: next(answers)).run()
    assert (len(mailbox.letters), QueuedMail.objects.count()) == (1, 1)
    assert QueuedMail.objects.get().claimed_until is None


def test_the_tick_of_a_site_without_a_mail_process_delivers(mailbox: Refusing) -> None:
    write()
    call_command("run_minutely_jobs")
    assert len(mailbox.letters) == 1


def test_a_backend_that_does_nothing_has_delivered_nothing(
    mailbox: Refusing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.core.mail.backends.smtp.EmailBackend.send_messages", lambda *_: 0)
    write()
    assert deliver_due_mail() == 0
    assert QueuedMail.objects.waiting().count() == 1


# --- A mail server that does not -----------------------------------------------------------------


@pytest.mark.parametrize("talk", [hang, hang_in_data])
def test_a_mail_waits_for_a_server_that_says_nothing(talk: Any, settings: Any) -> None:
    write_to = Plain(talk)
    with write_to as server:
        use_queue(settings, server, EMAIL_TIMEOUT=SOON)
        mail = write()
        assert deliver_due_mail() == 0
        mail.refresh_from_db()
        assert mail.last_error == "mail server did not answer in time"
        assert (mail.state, mail.claimed_until) == (QueuedMail.State.WAITING, None)
        assert mail.due_at > timezone.now()


def test_a_server_that_fails_is_asked_once_a_round(settings: Any) -> None:
    with Plain(hang) as server:
        use_queue(settings, server, EMAIL_TIMEOUT=SOON)
        for _ in range(3):
            write()
        deliver_due_mail()
        wait_until(lambda: server.calls, "the server has taken the call")
    assert server.calls == 1
    assert sorted(QueuedMail.objects.values_list("attempts", flat=True)) == [0, 0, 1]


@pytest.mark.parametrize("talk", [drop_in_data, hang_in_data])
def test_a_mail_cut_off_in_the_middle_arrives_once(talk: Any, settings: Any) -> None:
    with Plain(talk) as server:
        use_queue(settings, server, EMAIL_TIMEOUT=SOON)
        mail = write()
        assert deliver_due_mail() == 0
        assert QueuedMail.objects.waiting().get().last_error.startswith("mail server ")
        server.talk = work
        use_queue(settings, server, EMAIL_TIMEOUT=TIMEOUT_SECONDS)
        assert deliver_all() == 1
        assert deliver_all() == 0
    [letter] = server.letters
    assert letter["Message-ID"] == mail.message["headers"]["Message-ID"]


def test_a_mail_whose_receipt_was_lost_comes_again_under_the_same_name(settings: Any) -> None:
    """At least once, never lost: mail programs show two letters of one name as one."""
    with Plain(drop_after_taking) as server:
        use_queue(settings, server)
        write()
        assert deliver_due_mail() == 0
        assert QueuedMail.objects.waiting().get().last_error == "mail server hung up"
        server.talk = work
        assert deliver_all() == 1
    first, second = server.letters
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Date"] == second["Date"]
    assert not QueuedMail.objects.exists()


def test_a_server_that_comes_back_gets_everything(settings: Any) -> None:
    use_queue(settings)
    for _ in range(3):
        write()
        deliver_due_mail()
    assert QueuedMail.objects.waiting().count() == 3
    assert "mail server cannot be reached" in QueuedMail.objects.values_list("last_error", flat=1)
    with Refusing() as mailbox:
        use_queue(settings, mailbox)
        assert deliver_all() == 3
    assert len(mailbox.letters) == 3


def test_a_server_gone_for_long_is_tried_every_quarter_of_an_hour(settings: Any) -> None:
    use_queue(settings)
    mail = write()
    pauses = []
    with time_machine.travel(mail.created_at, tick=False):
        for _ in range(10):
            deliver_all()
            mail.refresh_from_db()
            pauses.append((mail.due_at - timezone.now()) / timedelta(seconds=1))
    assert pauses == [30, 60, 120, 240, 480, 900, 900, 900, 900, 900]
