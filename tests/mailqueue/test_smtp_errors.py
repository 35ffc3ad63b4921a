"""Classification of SMTP errors, which must not reveal the recipient."""

import smtplib
import ssl
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from cryptography.fernet import Fernet
from django.db import connection
from django.utils import timezone

from encryption import get_key_ring
from mailqueue.delivery import deliver_due_mail
from mailqueue.models import QueuedMail
from mailqueue.models.queued_mail import FAILED_MAIL_RETENTION
from mailqueue.smtp_errors import classify
from tests.mailqueue.smtp_servers import (
    ADDRESS,
    BODY,
    SERVER_REPLY_TEXT,
    SUBJECT,
    FakeSmtpServer,
    RefusingSmtpSink,
    get_visible_text,
    hang,
    make_due,
    queue_mail,
    requiring_login,
    use_queue,
)

pytestmark = [
    pytest.mark.django_db,
    # The reply of aiosmtpd if it accepts passwords without TLS.
    pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS"),
]
WAITING, FAILED = QueuedMail.State.WAITING, QueuedMail.State.FAILED


@pytest.fixture
def server(settings: Any) -> Any:
    """An SMTP server with configurable rejections."""
    with RefusingSmtpSink() as refusing:
        use_queue(settings, refusing)
        yield refusing


def deliver_again(mail: QueuedMail) -> QueuedMail:
    """*mail*, after another attempt to deliver it."""
    deliver_when_due()
    mail.refresh_from_db(fields=["state", "last_error", "attempts", "due_at", "failed_at"])
    return mail


def deliver_when_due() -> int:
    make_due()
    return deliver_due_mail()


# --- Server replies -----------------------------------------------------------------------------


def test_server_reply_is_stored_as_code_only(
    server: RefusingSmtpSink, caplog: Any, capfd: Any, subtests: pytest.Subtests
) -> None:
    cases = [
        ("RCPT", "550 5.1.1", "address rejected (550 5.1.1)", FAILED),
        ("RCPT", "553", "address rejected (553)", FAILED),
        ("RCPT", "550 5.7.1", "address rejected (550 5.7.1)", WAITING),
        ("RCPT", "451 4.7.1", "address rejected (451 4.7.1)", WAITING),
        ("RCPT", "421 4.3.2", "address rejected (421 4.3.2)", WAITING),
        ("DATA", "554", "email rejected (554)", FAILED),
        ("DATA", "554 5.7.1", "email rejected (554 5.7.1)", WAITING),
        ("DATA", "452 4.3.1", "email rejected (452 4.3.1)", WAITING),
        ("MAIL", "552 5.3.4", "email rejected (552 5.3.4)", FAILED),
        ("MAIL", "550 5.7.1", "mail server replied 550", WAITING),
        ("MAIL", "421", "mail server replied 421", WAITING),
    ]
    for command, answer, code, state in cases:
        with subtests.test(command=command, answer=answer):
            caplog.clear()
            QueuedMail.objects.all().delete()
            server.answers = {command: answer}
            mail = deliver_again(queue_mail())
            assert (mail.last_error, mail.state, mail.attempts) == (code, state, 1)
            assert (mail.failed_at is not None) == (state == FAILED)
            assert f"Email {mail.reference}, attempt 1: {code}" in caplog.text
            output = f"{get_visible_text(mail)}{caplog.text}{''.join(capfd.readouterr())}"
            private = (ADDRESS, "ada", SUBJECT, BODY, SERVER_REPLY_TEXT)
            assert [text for text in private if text in output] == []


def test_refused_email_does_not_stop_run(server: RefusingSmtpSink) -> None:
    server.answers["RCPT"] = "550 5.1.1"
    refused = [queue_mail(), queue_mail()]
    deliver_due_mail()
    assert server.request_count == 2
    assert set(QueuedMail.objects.failed()) == set(refused)


def test_service_unavailable_stops_run(server: RefusingSmtpSink) -> None:
    server.answers["RCPT"] = "421"
    queue_mail()
    queue_mail()
    deliver_due_mail()
    assert server.request_count == 1
    assert QueuedMail.objects.waiting().count() == 2


@pytest.mark.parametrize(
    ("user", "answer"), [("", "mail server replied 530"), ("us", "mail server replied 535")]
)
def test_email_waits_until_login_is_fixed(
    user: str, answer: str, settings: Any, caplog: Any
) -> None:
    with requiring_login() as server:
        use_queue(settings, server, EMAIL_HOST_USER=user, EMAIL_HOST_PASSWORD="wrong-one")
        mail = deliver_again(queue_mail())
        assert (mail.last_error, mail.state) == (answer, WAITING)
        assert "wrong-one" not in caplog.text
    with RefusingSmtpSink() as smtp_sink:
        use_queue(settings, smtp_sink, EMAIL_HOST_USER="")
        assert deliver_when_due() == 1
    assert len(smtp_sink.messages) == 1


@pytest.mark.parametrize("more", [{"EMAIL_USE_TLS": True}, {"EMAIL_HOST_USER": "us"}])
def test_email_waits_when_server_lacks_tls_or_login(
    more: dict[str, Any], server: RefusingSmtpSink, settings: Any
) -> None:
    mail = queue_mail()
    use_queue(settings, server, EMAIL_HOST_PASSWORD="a password", **more)
    assert deliver_again(mail).state == WAITING
    assert mail.last_error == "mail server does not support the required TLS or sign-in"
    assert server.request_count == 0


def test_email_waits_when_certificate_has_expired(
    server: RefusingSmtpSink, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise ssl.SSLCertVerificationError("certificate has expired")

    monkeypatch.setattr("django.core.mail.backends.smtp.EmailBackend.open", refuse)
    mail = deliver_again(queue_mail())
    assert mail.last_error == "mail server certificate is not trusted"
    assert mail.state == WAITING


def test_invalid_email_fails_without_stopping_run(server: RefusingSmtpSink) -> None:
    broken, invalid = queue_mail(), queue_mail()
    QueuedMail.objects.filter(pk=broken.pk).update(message={"subject": "alone"})
    QueuedMail.objects.filter(pk=invalid.pk).update(recipient="no address at all @ @")
    queue_mail()
    deliver_due_mail()
    errors = set(QueuedMail.objects.failed().values_list("last_error", flat=True))
    assert errors == {"could not build the email"}
    assert (QueuedMail.objects.failed().count(), len(server.messages)) == (2, 1)


def test_unexpected_error_counts_as_server_error(
    subtests: pytest.Subtests,
) -> None:
    for error in (smtplib.SMTPException("x" * 200), type("E" * 200, (Exception,), {})()):
        with subtests.test(error=error):
            failure = classify(error)
            assert (failure.is_permanent, failure.is_server_error) == (False, True)
            assert len(failure.code) <= QueuedMail._meta.get_field("last_error").max_length


# --- Retries ------------------------------------------------------------------------------------


def test_retry_delay_grows_to_two_hours(server: RefusingSmtpSink) -> None:
    server.answers["RCPT"] = "451 4.7.1"
    mail, pauses = queue_mail(), []
    with time_machine.travel(mail.created_at, tick=False):
        for _ in range(12):
            deliver_again(mail)
            pauses.append((mail.due_at - timezone.now()) / timedelta(seconds=1))
    assert pauses == [30, 60, 120, 240, 480, 960, 1920, 3840, 7200, 7200, 7200, 7200]


def test_email_fails_after_three_days_and_eight_attempts(server: RefusingSmtpSink) -> None:
    server.answers["RCPT"] = "451 4.7.1"
    mail = queue_mail()
    with time_machine.travel(mail.created_at + timedelta(days=2, hours=23), tick=False):
        states = [deliver_again(mail).state for _ in range(9)]
    assert states == [WAITING] * 9
    with time_machine.travel(mail.created_at + timedelta(days=3), tick=False):
        assert deliver_again(mail).state == FAILED
        assert mail.failed_at == timezone.now()


def test_week_old_email_gets_eight_attempts(
    server: RefusingSmtpSink,
) -> None:
    server.answers["RCPT"] = "451 4.7.1"
    mail = queue_mail()
    with time_machine.travel(mail.created_at + timedelta(days=7), tick=False):
        states = [deliver_again(mail).state for _ in range(8)]
    assert states == [WAITING] * 7 + [FAILED]


def test_email_fails_when_server_hangs_for_days(settings: Any) -> None:
    with FakeSmtpServer(hang) as silent:
        use_queue(settings, silent, EMAIL_TIMEOUT=0.1)
        mail = queue_mail()
        QueuedMail.objects.update(created_at=timezone.now() - timedelta(days=4), attempts=7)
        assert deliver_again(mail).state == FAILED


def test_retried_email_gets_all_attempts_again(
    server: RefusingSmtpSink,
) -> None:
    server.answers["RCPT"] = "550 5.1.1"
    mail = deliver_again(queue_mail())
    server.answers["RCPT"] = "451"
    later = timezone.now() + FAILED_MAIL_RETENTION - timedelta(hours=1)
    with time_machine.travel(later, tick=False):
        mail.retry(now=timezone.now())
        assert deliver_again(mail).state == WAITING
        assert mail.attempts == 1
    server.answers.clear()
    assert deliver_when_due() == 1
    assert not QueuedMail.objects.exists()


# --- Missing keys -------------------------------------------------------------------------------


def test_email_with_missing_key_waits_for_key(server: RefusingSmtpSink, settings: Any) -> None:
    mail, key, name = queue_mail(), settings.FIELD_ENCRYPTION_KEYS, get_key_ring().newest
    settings.FIELD_ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    queue_mail(to="ben@example.org")
    deliver_due_mail()
    [waiting] = QueuedMail.objects.waiting().without_contents()
    assert (waiting, waiting.last_error) == (mail, f"cannot be decrypted: key {name} is missing")
    assert [message["To"] for message in server.messages] == ["ben@example.org"]
    settings.FIELD_ENCRYPTION_KEYS = [*settings.FIELD_ENCRYPTION_KEYS, *key]
    with time_machine.travel(waiting.due_at):
        assert deliver_due_mail() == 1
    assert server.messages[-1]["To"] == ADDRESS


def test_damaged_email_fails(server: RefusingSmtpSink) -> None:
    mail = queue_mail()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE mailqueue_queuedmail SET message = substr(message, 1, 90)")
    assert deliver_again(mail).last_error == "cannot be decrypted: the data is damaged"
    assert (mail.state, server.request_count) == (FAILED, 0)
