"""Delivery from the queue to an SMTP server, and lost connections."""

from datetime import timedelta
from email.message import EmailMessage as ParsedMessage
from typing import Any

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.utils import timezone

from mailqueue.delivery import DeliveryRun, deliver_due_mail
from mailqueue.models import QueuedMail
from tests.live_site import TIMEOUT_SECONDS, wait_until
from tests.mailqueue.smtp_servers import (
    ADDRESS,
    BODY,
    HTML,
    SUBJECT,
    FakeSmtpServer,
    RefusingSmtpSink,
    accept_all,
    disconnect_after_data,
    disconnect_during_data,
    hang,
    hang_after_data,
    make_due,
    queue_mail,
    use_queue,
)

pytestmark = pytest.mark.django_db
# Timeout in seconds for a reply that never arrives.
SHORT_TIMEOUT = 0.2


@pytest.fixture
def smtp_sink(settings: Any) -> Any:
    """An SMTP server that accepts all emails."""
    with RefusingSmtpSink() as box:
        use_queue(settings, box)
        yield box


def deliver_all() -> int:
    make_due()
    return deliver_due_mail()


def sent(smtp_sink: RefusingSmtpSink, **fields: Any) -> list[ParsedMessage]:
    """The messages that arrive for an email with *fields*."""
    EmailMessage(**{"subject": SUBJECT, "body": BODY, "to": [ADDRESS]} | fields).send()
    deliver_due_mail()
    return smtp_sink.messages


# --- A working SMTP server -----------------------------------------------------------------------


def test_delivered_email_is_deleted(smtp_sink: RefusingSmtpSink) -> None:
    queue_mail()
    assert deliver_due_mail() == 1
    assert not QueuedMail.objects.exists()
    assert deliver_due_mail() == 0
    assert len(smtp_sink.messages) == 1


def test_email_arrives_unchanged(smtp_sink: RefusingSmtpSink) -> None:
    serialised = queue_mail(headers={"Auto-Submitted": "auto-generated"}).message
    deliver_due_mail()
    [message] = smtp_sink.messages
    assert (message["To"], message["Subject"]) == (ADDRESS, SUBJECT)
    assert message["From"] == "The Office <office@example.net>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] == serialised["headers"]["Message-ID"]
    assert message["Date"] == serialised["headers"]["Date"]
    assert message.get_body(("plain",)).get_content().strip() == BODY
    assert message.get_body(("html",)).get_content().strip() == HTML


def test_unicode_email_arrives(smtp_sink: RefusingSmtpSink) -> None:
    text = "Grüße, 世界 🌱"
    [message] = sent(smtp_sink, subject=text, body=f"{text}\n.\nlast line")
    assert message["Subject"] == text
    assert message.get_content().splitlines() == [text, ".", "last line"]


def test_recipients_see_to_and_cc_but_not_bcc(
    smtp_sink: RefusingSmtpSink,
) -> None:
    messages = sent(
        smtp_sink,
        to=["Ann <ann@example.org>", "ben@example.org"],
        cc=["cem@example.org"],
        bcc=["dora@example.org"],
        reply_to=["office@example.org"],
    )
    assert len(messages) == 4
    for message in messages:
        assert message["To"] == "Ann <ann@example.org>, ben@example.org"
        assert message["Cc"] == "cem@example.org"
        assert message["Reply-To"] == "office@example.org"
        assert "dora" not in message.as_string()
    assert len({message["Message-ID"] for message in messages}) == 1


def test_bcc_recipients_do_not_see_each_other(smtp_sink: RefusingSmtpSink) -> None:
    messages = sent(smtp_sink, to=[], bcc=["ann@example.org", "ben@example.org"])
    assert sorted(message["To"] for message in messages) == ["ann@example.org", "ben@example.org"]
    assert ["ben" in message.as_string() for message in messages] == [
        message["To"] == "ben@example.org" for message in messages
    ]


def test_custom_headers_replace_generated_ones(smtp_sink: RefusingSmtpSink) -> None:
    [message] = sent(smtp_sink, headers={"message-id": "<own@example.org>", "date": "now"})
    assert message.get_all("Message-ID") == ["<own@example.org>"]
    assert len(message.get_all("Date")) == 1


def test_attachments_arrive_unchanged(smtp_sink: RefusingSmtpSink) -> None:
    files = [
        ("list.csv", "name,töne\n", "text/csv"),
        ("picture.png", b"\x89PNG\x00\xff", "image/png"),
        ("unknown", b"\xff\xfe", None),
    ]
    [message] = sent(smtp_sink, attachments=files)
    arrived = [
        (part.get_filename(), part.get_content_type(), part.get_payload(decode=True))
        for part in message.iter_attachments()
    ]
    assert arrived == [
        ("list.csv", "text/csv", "name,töne\r\n".encode()),
        ("picture.png", "image/png", b"\x89PNG\x00\xff"),
        ("unknown", "application/octet-stream", b"\xff\xfe"),
    ]


def test_run_uses_one_connection(settings: Any) -> None:
    with FakeSmtpServer(accept_all) as server:
        use_queue(settings, server)
        for _ in range(5):
            queue_mail()
        assert deliver_due_mail() == 5
    assert (server.calls, len(server.messages)) == (1, 5)


def test_run_stops_between_emails(smtp_sink: RefusingSmtpSink) -> None:
    queue_mail()
    queue_mail()
    answers = iter([False, True])
    DeliveryRun(should_stop=lambda: next(answers)).run()
    assert (len(smtp_sink.messages), QueuedMail.objects.count()) == (1, 1)
    assert QueuedMail.objects.get().claimed_until is None


def test_minutely_jobs_deliver_email(smtp_sink: RefusingSmtpSink) -> None:
    queue_mail()
    call_command("run_minutely_jobs")
    assert len(smtp_sink.messages) == 1


def test_email_is_kept_when_backend_sends_nothing(
    smtp_sink: RefusingSmtpSink, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.core.mail.backends.smtp.EmailBackend.send_messages", lambda *_: 0)
    queue_mail()
    assert deliver_due_mail() == 0
    assert QueuedMail.objects.waiting().count() == 1


# --- A failing SMTP server -----------------------------------------------------------------------


@pytest.mark.parametrize("talk", [hang, hang_after_data])
def test_email_waits_when_server_times_out(talk: Any, settings: Any) -> None:
    write_to = FakeSmtpServer(talk)
    with write_to as server:
        use_queue(settings, server, EMAIL_TIMEOUT=SHORT_TIMEOUT)
        mail = queue_mail()
        assert deliver_due_mail() == 0
        mail.refresh_from_db()
        assert mail.last_error == "mail server timed out"
        assert (mail.state, mail.claimed_until) == (QueuedMail.State.WAITING, None)
        assert mail.due_at > timezone.now()


def test_failing_server_is_tried_once_per_run(settings: Any) -> None:
    with FakeSmtpServer(hang) as server:
        use_queue(settings, server, EMAIL_TIMEOUT=SHORT_TIMEOUT)
        for _ in range(3):
            queue_mail()
        deliver_due_mail()
        wait_until(lambda: server.calls, "the server has accepted a connection")
    assert server.calls == 1
    assert sorted(QueuedMail.objects.values_list("attempts", flat=True)) == [0, 0, 1]


@pytest.mark.parametrize("talk", [disconnect_during_data, hang_after_data])
def test_interrupted_email_arrives_once(talk: Any, settings: Any) -> None:
    with FakeSmtpServer(talk) as server:
        use_queue(settings, server, EMAIL_TIMEOUT=SHORT_TIMEOUT)
        mail = queue_mail()
        assert deliver_due_mail() == 0
        assert QueuedMail.objects.waiting().get().last_error.startswith("mail server ")
        server.talk = accept_all
        use_queue(settings, server, EMAIL_TIMEOUT=TIMEOUT_SECONDS)
        assert deliver_all() == 1
        assert deliver_all() == 0
    [message] = server.messages
    assert message["Message-ID"] == mail.message["headers"]["Message-ID"]


def test_resent_email_has_same_message_id(settings: Any) -> None:
    """At least once, never lost: email clients show two messages with one ID as one."""
    with FakeSmtpServer(disconnect_after_data) as server:
        use_queue(settings, server)
        queue_mail()
        assert deliver_due_mail() == 0
        assert QueuedMail.objects.waiting().get().last_error == "mail server closed the connection"
        server.talk = accept_all
        assert deliver_all() == 1
    first, second = server.messages
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Date"] == second["Date"]
    assert not QueuedMail.objects.exists()


def test_all_emails_arrive_when_server_recovers(settings: Any) -> None:
    use_queue(settings)
    for _ in range(3):
        queue_mail()
        deliver_due_mail()
    assert QueuedMail.objects.waiting().count() == 3
    assert "could not connect to the mail server" in QueuedMail.objects.values_list(
        "last_error", flat=1
    )
    with RefusingSmtpSink() as smtp_sink:
        use_queue(settings, smtp_sink)
        assert deliver_all() == 3
    assert len(smtp_sink.messages) == 3


def test_server_retry_delay_grows_to_fifteen_minutes(settings: Any) -> None:
    use_queue(settings)
    mail = queue_mail()
    pauses = []
    with time_machine.travel(mail.created_at, tick=False):
        for _ in range(10):
            deliver_all()
            mail.refresh_from_db()
            pauses.append((mail.due_at - timezone.now()) / timedelta(seconds=1))
    assert pauses == [30, 60, 120, 240, 480, 900, 900, 900, 900, 900]
