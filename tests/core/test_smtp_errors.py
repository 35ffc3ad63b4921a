"""What a mail server's no means, and that nobody but us learns whom it was about."""

import smtplib
import ssl
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from cryptography.fernet import Fernet
from django.db import connection
from django.utils import timezone

from core.mail.delivery import deliver_due_mail
from core.mail.smtp_errors import classify
from encryption import get_key_ring
from mailqueue.models import QueuedMail
from mailqueue.models.queued_mail import FAILED_MAIL_RETENTION
from tests.core.smtp_servers import (
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
    # What aiosmtpd says of a server that takes passwords without TLS.
    pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS"),
]
WAITING, FAILED = QueuedMail.State.WAITING, QueuedMail.State.FAILED


@pytest.fixture
def server(settings: Any) -> Any:
    """A mail server that can be told what to refuse."""
    with RefusingSmtpSink() as refusing:
        use_queue(settings, refusing)
        yield refusing


def tried(mail: QueuedMail) -> QueuedMail:
    """*mail*, after another try."""
    deliver_after_a_pause()
    mail.refresh_from_db(fields=["state", "last_error", "attempts", "due_at", "failed_at"])
    return mail


def deliver_after_a_pause() -> int:
    make_due()
    return deliver_due_mail()


# --- Answers ------------------------------------------------------------------------------------


def test_an_answer_is_kept_as_a_code_alone(
    server: RefusingSmtpSink, caplog: Any, capfd: Any, subtests: pytest.Subtests
) -> None:
    cases = [
        ("RCPT", "550 5.1.1", "address refused (550 5.1.1)", FAILED),
        ("RCPT", "553", "address refused (553)", FAILED),
        ("RCPT", "550 5.7.1", "address refused (550 5.7.1)", WAITING),
        ("RCPT", "451 4.7.1", "address refused (451 4.7.1)", WAITING),
        ("RCPT", "421 4.3.2", "address refused (421 4.3.2)", WAITING),
        ("DATA", "554", "mail refused (554)", FAILED),
        ("DATA", "554 5.7.1", "mail refused (554 5.7.1)", WAITING),
        ("DATA", "452 4.3.1", "mail refused (452 4.3.1)", WAITING),
        ("MAIL", "552 5.3.4", "mail refused (552 5.3.4)", FAILED),
        ("MAIL", "550 5.7.1", "mail server answered 550", WAITING),
        ("MAIL", "421", "mail server answered 421", WAITING),
    ]
    for command, answer, code, state in cases:
        with subtests.test(command=command, answer=answer):
            caplog.clear()
            QueuedMail.objects.all().delete()
            server.answers = {command: answer}
            mail = tried(queue_mail())
            assert (mail.last_error, mail.state, mail.attempts) == (code, state, 1)
            assert (mail.failed_at is not None) == (state == FAILED)
            assert f"Mail {mail.reference}, try 1: {code}" in caplog.text
            said = f"{get_visible_text(mail)}{caplog.text}{''.join(capfd.readouterr())}"
            private = (ADDRESS, "ada", SUBJECT, BODY, SERVER_REPLY_TEXT)
            assert [words for words in private if words in said] == []


def test_a_refused_mail_stops_no_other(server: RefusingSmtpSink) -> None:
    server.answers["RCPT"] = "550 5.1.1"
    refused = [queue_mail(), queue_mail()]
    deliver_due_mail()
    assert server.asked == 2
    assert set(QueuedMail.objects.failed()) == set(refused)


def test_a_goodbye_stops_the_round(server: RefusingSmtpSink) -> None:
    server.answers["RCPT"] = "421"
    queue_mail()
    queue_mail()
    deliver_due_mail()
    assert server.asked == 1
    assert QueuedMail.objects.waiting().count() == 2


@pytest.mark.parametrize(
    ("user", "answer"), [("", "mail server answered 530"), ("us", "mail server answered 535")]
)
def test_a_mail_waits_until_somebody_mends_name_and_password(
    user: str, answer: str, settings: Any, caplog: Any
) -> None:
    with requiring_login() as server:
        use_queue(settings, server, EMAIL_HOST_USER=user, EMAIL_HOST_PASSWORD="wrong-one")
        mail = tried(queue_mail())
        assert (mail.last_error, mail.state) == (answer, WAITING)
        assert "wrong-one" not in caplog.text
    with RefusingSmtpSink() as smtp_sink:
        use_queue(settings, smtp_sink, EMAIL_HOST_USER="")
        assert deliver_after_a_pause() == 1
    assert len(smtp_sink.messages) == 1


@pytest.mark.parametrize("more", [{"EMAIL_USE_TLS": True}, {"EMAIL_HOST_USER": "us"}])
def test_a_server_that_does_not_offer_what_was_asked_for_kills_no_mail(
    more: dict[str, Any], server: RefusingSmtpSink, settings: Any
) -> None:
    mail = queue_mail()
    use_queue(settings, server, EMAIL_HOST_PASSWORD="a password", **more)
    assert tried(mail).state == WAITING
    assert mail.last_error == "mail server does not offer TLS or sign-in as it was asked to"
    assert server.asked == 0


def test_a_certificate_that_has_run_out_kills_no_mail(
    server: RefusingSmtpSink, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise ssl.SSLCertVerificationError("certificate has expired")

    monkeypatch.setattr("django.core.mail.backends.smtp.EmailBackend.open", refuse)
    mail = tried(queue_mail())
    assert mail.last_error == "mail server has no certificate to be trusted"
    assert mail.state == WAITING


def test_what_is_no_mail_is_given_up_and_stops_no_other(server: RefusingSmtpSink) -> None:
    broken, nonsense = queue_mail(), queue_mail()
    QueuedMail.objects.filter(pk=broken.pk).update(message={"subject": "alone"})
    QueuedMail.objects.filter(pk=nonsense.pk).update(recipient="no address at all @ @")
    queue_mail()
    deliver_due_mail()
    errors = set(QueuedMail.objects.failed().values_list("last_error", flat=True))
    assert errors == {"cannot be written as a mail"}
    assert (QueuedMail.objects.failed().count(), len(server.messages)) == (2, 1)


def test_what_nobody_foresaw_is_the_servers_trouble_in_a_few_words(
    subtests: pytest.Subtests,
) -> None:
    for error in (smtplib.SMTPException("x" * 200), type("E" * 200, (Exception,), {})()):
        with subtests.test(error=error):
            failure = classify(error)
            assert (failure.is_permanent, failure.is_server_error) == (False, True)
            assert len(failure.code) <= QueuedMail._meta.get_field("last_error").max_length


# --- Patience -----------------------------------------------------------------------------------


def test_pauses_grow_up_to_two_hours(server: RefusingSmtpSink) -> None:
    server.answers["RCPT"] = "451 4.7.1"
    mail, pauses = queue_mail(), []
    with time_machine.travel(mail.created_at, tick=False):
        for _ in range(12):
            tried(mail)
            pauses.append((mail.due_at - timezone.now()) / timedelta(seconds=1))
    assert pauses == [30, 60, 120, 240, 480, 960, 1920, 3840, 7200, 7200, 7200, 7200]


def test_after_three_days_and_eight_tries_a_mail_is_given_up(server: RefusingSmtpSink) -> None:
    server.answers["RCPT"] = "451 4.7.1"
    mail = queue_mail()
    with time_machine.travel(mail.created_at + timedelta(days=2, hours=23), tick=False):
        states = [tried(mail).state for _ in range(9)]
    assert states == [WAITING] * 9
    with time_machine.travel(mail.created_at + timedelta(days=3), tick=False):
        assert tried(mail).state == FAILED
        assert mail.failed_at == timezone.now()


def test_a_site_that_was_off_for_a_week_gives_its_mails_eight_tries(
    server: RefusingSmtpSink,
) -> None:
    server.answers["RCPT"] = "451 4.7.1"
    mail = queue_mail()
    with time_machine.travel(mail.created_at + timedelta(days=7), tick=False):
        states = [tried(mail).state for _ in range(8)]
    assert states == [WAITING] * 7 + [FAILED]


def test_a_server_that_hangs_for_days_ends_in_a_dead_letter_too(settings: Any) -> None:
    with FakeSmtpServer(hang) as silent:
        use_queue(settings, silent, EMAIL_TIMEOUT=0.1)
        mail = queue_mail()
        QueuedMail.objects.update(created_at=timezone.now() - timedelta(days=4), attempts=7)
        assert tried(mail).state == FAILED


def test_a_dead_letter_that_is_tried_again_has_all_its_tries_again(
    server: RefusingSmtpSink,
) -> None:
    server.answers["RCPT"] = "550 5.1.1"
    mail = tried(queue_mail())
    server.answers["RCPT"] = "451"
    later = timezone.now() + FAILED_MAIL_RETENTION - timedelta(hours=1)
    with time_machine.travel(later, tick=False):
        mail.retry(now=timezone.now())
        assert tried(mail).state == WAITING
        assert mail.attempts == 1
    server.answers.clear()
    assert deliver_after_a_pause() == 1
    assert not QueuedMail.objects.exists()


# --- Keys ---------------------------------------------------------------------------------------


def test_a_mail_whose_key_is_lost_names_it_and_waits_until_it_is_back(
    server: RefusingSmtpSink, settings: Any
) -> None:
    mail, key, name = queue_mail(), settings.FIELD_ENCRYPTION_KEYS, get_key_ring().newest
    settings.FIELD_ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    queue_mail(to="ben@example.org")
    deliver_due_mail()
    [waiting] = QueuedMail.objects.waiting().without_contents()
    assert (waiting, waiting.last_error) == (mail, f"cannot be read: key {name} is missing")
    assert [message["To"] for message in server.messages] == ["ben@example.org"]
    settings.FIELD_ENCRYPTION_KEYS = [*settings.FIELD_ENCRYPTION_KEYS, *key]
    with time_machine.travel(waiting.due_at):
        assert deliver_due_mail() == 1
    assert server.messages[-1]["To"] == ADDRESS


def test_a_damaged_mail_is_given_up_in_words(server: RefusingSmtpSink) -> None:
    mail = queue_mail()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE mailqueue_queuedmail SET message = substr(message, 1, 90)")
    assert tried(mail).last_error == "cannot be read: damaged"
    assert (mail.state, server.asked) == (FAILED, 0)
