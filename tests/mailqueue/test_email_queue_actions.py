"""Actions of the email queue in the admin: retry, retry all and delete."""

from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from django.utils import timezone
from wagtail.models import ModelLogEntry

from mailqueue.models import QueuedMail
from tests.html import assert_valid
from tests.mailqueue.queued_emails import (
    ALL,
    LIST,
    NAME,
    address,
    confirm,
    make_failed_mail,
    make_mail,
    read,
)

pytestmark = pytest.mark.django_db


def logged():
    """Entries in the site history: action, label and user."""
    return list(ModelLogEntry.objects.order_by("pk").values_list("action", "label", "user_id"))


@pytest.fixture
def operator(home, visit, superuser):
    return visit(superuser)


@pytest.mark.database
def test_email_with_missing_key_can_be_retried_and_deleted(operator, settings):
    mail = make_failed_mail()
    settings.FIELD_ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    assert "is being sent again" in confirm(operator, address("retry", mail))
    assert "has been deleted" in confirm(operator, address("delete", mail))
    assert not QueuedMail.objects.exists()


def test_retry_requires_confirmation(operator):
    mail = make_failed_mail()
    assert address("retry", mail) in read(operator)
    page = read(operator, address("retry", mail))
    assert_valid(page)
    assert f"Try again {mail.reference}" in page.replace('<span class="w-header__subtitle">', "")
    mail.refresh_from_db()
    assert mail.state == QueuedMail.State.FAILED
    assert logged() == []


@pytest.mark.database
def test_retry_resets_email_and_is_logged(operator, superuser):
    mail = make_failed_mail(to="zebedee@mail.example.org")
    page = confirm(operator, address("retry", mail))
    assert f"Email {mail.reference} is being sent again." in page
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.failed_at) == (QueuedMail.State.WAITING, 0, None)
    assert logged() == [("mailqueue.retry", mail.reference, superuser.pk)]


@pytest.mark.database
def test_retrying_twice_retries_once(operator):
    mail = make_failed_mail()
    confirm(operator, address("retry", mail))
    page = confirm(operator, address("retry", mail))
    assert f"Email {mail.reference} is already being sent." in page
    assert len(logged()) == 1


def test_waiting_email_cannot_be_retried(operator):
    mail = make_mail(due_at=timezone.now() + timedelta(hours=1))
    due = mail.due_at
    assert address("retry", mail) not in read(operator)
    for page in (
        read(operator, address("retry", mail)),
        confirm(operator, address("retry", mail)),
    ):
        assert "is already being sent" in page
    mail.refresh_from_db()
    assert mail.due_at == due


@pytest.mark.parametrize("action", ["retry", "delete"])
def test_missing_email_redirects_with_message(operator, action):
    mail = make_failed_mail()
    paths = [address(action, mail), f"{LIST}{action}/{'9' * 30}/"]
    QueuedMail.objects.all().delete()
    for path in paths:
        assert "It has been delivered or deleted" in confirm(operator, path)
        assert "It has been delivered or deleted" in read(operator, path)
    assert logged() == []


@pytest.mark.database
def test_invalid_pk_returns_404(operator, subtests):
    for number in ("abc", "1-2", "-1", "_31"):
        with subtests.test(number=number):
            for action in ("retry", "delete"):
                assert operator.get(f"{LIST}{action}/{number}/").status_code == 404


@pytest.mark.database
def test_retry_all_retries_failed_emails(operator):
    failed = [make_failed_mail(), make_failed_mail()]
    waiting = make_mail(attempts=5)
    assert ALL in read(operator)
    assert "Try to send 2 failed emails again?" in read(operator, ALL)
    assert "2 emails are being sent again." in confirm(operator, ALL)
    assert not QueuedMail.objects.failed().exists()
    waiting.refresh_from_db()
    assert waiting.attempts == 5
    assert [label for _, label, _ in logged()] == [mail.reference for mail in failed]


def test_retry_all_twice_retries_once(operator):
    make_failed_mail()
    assert "1 email is being sent again." in confirm(operator, ALL)
    assert "There are no failed emails." in confirm(operator, ALL)
    assert "There are no failed emails." in read(operator, ALL)
    assert len(logged()) == 1


@pytest.mark.database
def test_delete_requires_confirmation_and_is_logged(operator, superuser):
    mail, other = make_failed_mail(), make_mail()
    assert "and the recipient will not be told" in read(operator, address("delete", mail))
    assert QueuedMail.objects.count() == 2
    page = confirm(operator, address("delete", mail))
    assert f"Email {mail.reference} has been deleted." in page
    assert list(QueuedMail.objects.all()) == [other]
    assert logged() == [("wagtail.delete", mail.reference, superuser.pk)]


def test_site_history_names_emails_by_reference(operator):
    retried, deleted = make_failed_mail(), make_failed_mail()
    confirm(operator, address("retry", retried))
    confirm(operator, address("delete", deleted))
    page = read(operator, "/admin/reports/site-history/")
    for expected in ("Sent a failed email again", retried.reference, deleted.reference):
        assert expected in page
    assert NAME not in page
