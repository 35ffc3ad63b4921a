"""Queued emails: stored in the transaction, encrypted, and claimed by one process."""

from collections.abc import Iterator
from datetime import timedelta
from email.mime.text import MIMEText
from typing import Any

import pytest
from django.core.mail import BadHeaderError, EmailMessage
from django.core.mail.utils import DNS_NAME
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mailqueue.models import QueuedMail
from mailqueue.models.queued_mail import LEASE, QueuedMailQuerySet
from tests.factories import MemberFactory
from tests.mailqueue.smtp_servers import (
    ADDRESS,
    BODY,
    HTML,
    SUBJECT,
    FakeSmtpServer,
    RefusingSmtpSink,
    hang,
    queue_mail,
    use_queue,
)
from users.models import User

pytestmark = [pytest.mark.database, pytest.mark.django_db]
RESET = "/account/password/reset/"


@pytest.fixture(autouse=True)
def _queue(settings: Any) -> None:
    use_queue(settings)


def send(**fields: Any) -> None:
    EmailMessage(**{"subject": SUBJECT, "body": BODY, "to": [ADDRESS]} | fields).send()


def stored_bytes() -> bytes:
    """The raw database: the file, or the rows as text."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        return connection.connection.serialize()
    with connection.cursor() as cursor:
        cursor.execute("SELECT mailqueue_queuedmail::text FROM mailqueue_queuedmail")
        return "\n".join(row[0] for row in cursor.fetchall()).encode()


# --- Stored ------------------------------------------------------------------------------------


def test_email_is_stored_while_server_is_unavailable() -> None:
    mail = queue_mail()
    assert (mail.recipient, mail.state, mail.attempts) == (ADDRESS, QueuedMail.State.WAITING, 0)
    assert mail.message["subject"] == SUBJECT
    assert mail.message["alternatives"] == [[HTML, "text/html"]]


def test_email_is_rolled_back_with_its_transaction() -> None:
    with transaction.atomic():
        MemberFactory(email=ADDRESS)
        queue_mail()
        assert QueuedMail.objects.count() == 1
        transaction.set_rollback(True)
    assert not QueuedMail.objects.exists()
    assert not User.objects.filter(email=ADDRESS).exists()


def test_stored_email_is_encrypted() -> None:
    send(to=[ADDRESS], attachments=[("the-name-of-a-file.txt", "the words of a file", None)])
    mail = queue_mail()
    stored = stored_bytes()
    # Check that the row is included.
    assert mail.reference.encode() in stored
    # Nothing that is short enough to occur in encrypted text by chance.
    private = (ADDRESS, "ada@", SUBJECT, BODY, "Verborgen", "office@example.net", HTML, "of-a-file")
    assert [text for text in private if text.encode() in stored] == []


def test_repr_shows_no_content() -> None:
    mail = queue_mail()
    shown = f"{mail} {mail!r} {vars(mail)} {QueuedMail.objects.values_list()}"
    assert mail.reference in shown
    assert [text for text in (ADDRESS, SUBJECT, BODY, HTML) if text in shown] == []


def test_each_recipient_gets_own_row() -> None:
    send(to=["a@example.org", "b@example.org"], cc=["c@example.org"], bcc=["d@example.org"])
    addresses = sorted(mail.recipient for mail in QueuedMail.objects.all())
    assert addresses == [f"{name}@example.org" for name in "abcd"]


def test_duplicate_recipient_gets_one_row() -> None:
    send(to=[ADDRESS], cc=["other@example.org"], bcc=[ADDRESS])
    assert QueuedMail.objects.count() == 2


def test_email_without_recipients_is_not_stored() -> None:
    assert EmailMessage(SUBJECT, BODY, to=[]).send() == 0
    assert not QueuedMail.objects.exists()


def test_newline_in_header_is_rejected(subtests: pytest.Subtests) -> None:
    cases = [
        {"subject": f"{SUBJECT}\nBcc: other@example.org"},
        {"to": [f"{ADDRESS}\nBcc: other@example.org"]},
        {"cc": [f"{ADDRESS}\r\nX: y"]},
        {"bcc": [f"{ADDRESS}\nX: y"]},
        {"bcc": ["fine@example.org", f"{ADDRESS}\rX: y"]},
        {"from_email": f"{ADDRESS}\nX: y"},
        {"reply_to": [f"{ADDRESS}\nX: y"]},
        {"headers": {"X-Kind": f"{ADDRESS}\nX: y"}},
    ]
    for field in cases:
        with subtests.test(field=field):
            with pytest.raises(BadHeaderError) as refusal:
                send(**field)
            assert ADDRESS not in f"{refusal.value!r}"
            assert refusal.value.__suppress_context__ or refusal.value.__context__ is None
            assert not QueuedMail.objects.exists()


def test_mime_part_attachment_is_rejected() -> None:
    with pytest.raises(TypeError, match="by name and content"):
        send(attachments=[MIMEText("ready-made")])
    assert not QueuedMail.objects.exists()


def test_message_id_does_not_contain_hostname(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DNS_NAME, "_fqdn", "the-name-of-this-machine", raising=False)
    monkeypatch.setattr(
        "django.core.mail.message.make_msgid", lambda **_: pytest.fail("make_msgid was called")
    )
    headers = queue_mail().message["headers"]
    assert headers["Message-ID"].endswith("@example.net>")
    assert "the-name-of-this-machine" not in f"{headers}"


# --- Request times -------------------------------------------------------------------------------


@pytest.fixture(params=["off", "hanging", "refusing"])
def broken_server(request: Any) -> Iterator[Any]:
    if request.param == "off":
        yield None
    else:
        with (
            FakeSmtpServer(hang)
            if request.param == "hanging"
            else RefusingSmtpSink(MAIL="421") as server
        ):
            yield server


def test_request_never_contacts_mail_server(
    broken_server: Any, settings: Any, client: Client
) -> None:
    use_queue(settings, broken_server)
    MemberFactory(email=ADDRESS)
    addresses = [ADDRESS, "nobody@example.org"]
    for email in addresses:
        with CaptureQueriesContext(connection) as queries:
            response = client.post(RESET, {"email": email})
        assert (response.status_code, response["Location"]) == (302, f"{RESET}done/")
        mails = [query["sql"] for query in queries if "mailqueue_queuedmail" in query["sql"]]
        assert [sql.split()[0] for sql in mails] == ["INSERT"]
    assert [mail.recipient for mail in QueuedMail.objects.order_by("pk")] == addresses
    assert not getattr(broken_server, "calls", getattr(broken_server, "request_count", 0))


# --- Claimed -----------------------------------------------------------------------------------


def test_claimed_email_is_not_claimed_again() -> None:
    mail, now = queue_mail(), timezone.now()
    claimed = QueuedMail.objects.claim(now)
    assert (claimed, claimed.attempts, claimed.claimed_until) == (mail, 1, now + LEASE)
    assert QueuedMail.objects.claim(now) is None


def test_claim_returns_longest_due_email_first() -> None:
    first, second = queue_mail(), queue_mail()
    QueuedMail.objects.filter(pk=second.pk).update(due_at=first.due_at - timedelta(minutes=1))
    now = timezone.now()
    assert [QueuedMail.objects.claim(now) for _ in range(3)] == [second, first, None]


def test_email_is_not_claimed_before_due() -> None:
    mail = queue_mail()
    assert QueuedMail.objects.claim(mail.due_at - timedelta(seconds=1)) is None
    assert QueuedMail.objects.claim(mail.due_at) == mail


def test_email_is_claimed_again_after_lease() -> None:
    mail, now = queue_mail(), timezone.now()
    QueuedMail.objects.claim(now)
    assert QueuedMail.objects.claim(now + LEASE - timedelta(seconds=1)) is None
    again = QueuedMail.objects.claim(now + LEASE)
    assert (again, again.attempts) == (mail, 2)


@pytest.mark.parametrize(
    "action",
    [
        lambda mail, now: mail.mark_delivered(),
        lambda mail, now: mail.reschedule(until=now + timedelta(days=9), error="late"),
        lambda mail, now: mail.mark_failed(now=now, error="late"),
    ],
)
def test_expired_claim_cannot_change_email(action: Any) -> None:
    queue_mail()
    now = timezone.now()
    late = QueuedMail.objects.claim(now)
    QueuedMail.objects.claim(now + LEASE)
    before = QueuedMail.objects.values().get()
    action(late, now)
    assert QueuedMail.objects.values().get() == before


@pytest.mark.parametrize("end", ["mark_failed", "reschedule", "mark_delivered"])
def test_claim_skips_email_changed_concurrently(end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    mail, now = queue_mail(), timezone.now()
    answers = iter([QueuedMail.objects.get(), None])
    other = QueuedMail.objects.claim(now)
    values = {
        "mark_failed": {"now": now},
        "reschedule": {"until": mail.due_at},
        "mark_delivered": {},
    }[end]
    getattr(other, end)(**values | ({"error": "x"} if values else {}))

    class Seen:
        first = staticmethod(lambda: next(answers))

    monkeypatch.setattr(QueuedMailQuerySet, "due", lambda self, now: Seen)
    assert QueuedMail.objects.claim(now) is None
    assert not QueuedMail.objects.exclude(claimed_until=None).exists()


def test_retry_affects_only_failed_email() -> None:
    queue_mail()
    mail = QueuedMail.objects.claim(timezone.now())
    before = QueuedMail.objects.values().get()
    mail.retry(now=timezone.now())
    assert QueuedMail.objects.values().get() == before
    mail.mark_failed(now=timezone.now(), error="address rejected (550)")
    assert QueuedMail.objects.claim(timezone.now()) is None
    mail.retry(now=timezone.now())
    again = QueuedMail.objects.claim(timezone.now())
    assert (again, again.attempts, again.failed_at) == (mail, 1, None)
