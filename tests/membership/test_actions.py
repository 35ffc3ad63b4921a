"""Actions on applications: receive, confirm, resend, withdraw and purge."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from mailqueue.models import QueuedMail
from membership import actions
from membership.models import (
    Application,
    ApplicationToken,
    MembershipStatistic,
    RecipientEmailCount,
    SubmittedFormToken,
)
from privacy.models import RetentionSettings
from tests.factories import ANSWER, ApplicationFactory, ConsentTextFactory, UserFactory
from tests.membership.applicant import get_link

pytestmark = [pytest.mark.database, pytest.mark.django_db]
State = Application.State
NETWORK = "192.0.2.7"


def receive(digest="a" * 64, **fields):
    known = {
        "email": "robin@example.org",
        "name": "Robin",
        "profession": "Nursing",
        "stage": "qualified",
        "eligibility": "I work in mental health.",
        "answers": [ANSWER],
        "consent": ConsentTextFactory(),
    }
    result = actions.receive_application(
        form_digest=f"form {digest}"[:64],
        content_digest=digest,
        network=NETWORK,
        **{**known, **fields},
    )
    is_stored = result is actions.SubmissionResult.CREATED
    return Application.objects.order_by("pk").last() if is_stored else None


def get_statistics():
    return dict(MembershipStatistic.objects.values_list("event", "number"))


def get_token(message):
    return ApplicationToken.objects.by_token(get_link(message).split("/")[-2])


def test_receive_stores_unconfirmed_with_purge_date():
    application = receive()
    application.refresh_from_db()
    assert application.state == State.UNCONFIRMED
    assert application.purge_on == timezone.localdate() + timedelta(days=7)
    assert application.answers == [ANSWER]


def test_receive_uses_retention_at_submission():
    RetentionSettings.objects.update_or_create(defaults={"unconfirmed_days": 2})
    assert receive().purge_on == timezone.localdate() + timedelta(days=2)


def test_receive_emails_one_confirmation_link():
    application = receive()
    assert [message.to for message in mail.outbox] == [["robin@example.org"]]
    assert get_token(mail.outbox[0]).application == application


def test_receive_ignores_duplicate_form():
    assert receive() is not None
    assert receive() is None
    assert (Application.objects.count(), len(mail.outbox)) == (1, 1)


def test_receive_ignores_duplicate_after_withdrawal():
    actions.withdraw_application(application=receive())
    assert receive() is None
    assert not Application.objects.exists()


def test_receive_is_atomic(settings):
    settings.EMAIL_BACKEND = "mailqueue.backend.QueueBackend"
    with transaction.atomic():
        receive()
        assert QueuedMail.objects.count() == 1
        transaction.set_rollback(True)
    assert not Application.objects.exists()
    assert not SubmittedFormToken.objects.exists()
    assert not QueuedMail.objects.exists()


def test_confirm_moves_application_to_queue():
    application = receive()
    assert actions.confirm_application(application=application)
    application.refresh_from_db()
    assert application.state == State.WAITING
    assert application.confirmed_at
    assert application.purge_on is None
    assert list(Application.objects.awaiting_decision()) == [application]


def test_confirm_is_idempotent():
    application = receive()
    actions.confirm_application(application=application)
    first = Application.objects.get().confirmed_at
    assert not actions.confirm_application(application=application)
    assert Application.objects.get().confirmed_at == first
    assert get_statistics() == {"received": 1, "confirmed": 1}


def test_confirm_notifies_team_without_details():
    UserFactory(email="secretary@example.org", groups=["Membership team"])
    UserFactory(email="gone@example.org", groups=["Membership team"], is_active=False)
    UserFactory(email="editor@example.org", groups=["Editors"])
    application = receive()
    mail.outbox.clear()
    actions.confirm_application(application=application)
    assert [message.to for message in mail.outbox] == [["secretary@example.org"]]
    text = mail.outbox[0].subject + mail.outbox[0].body + mail.outbox[0].alternatives[0].content
    for private in ("Robin", "robin", "Nursing", application.reference, "talk with"):
        assert private not in text


def test_confirm_replaces_older_application():
    first = receive()
    actions.confirm_application(application=first)
    second = receive("b" * 64, email="Robin@Example.org")
    assert Application.objects.get(pk=first.pk).state == State.WAITING
    actions.confirm_application(application=second)
    assert list(Application.objects.all()) == [second]
    assert get_statistics() == {"received": 2, "confirmed": 2, "replaced": 1}


def test_confirm_older_keeps_newer_unconfirmed():
    first, second = receive(), receive("b" * 64)
    actions.confirm_application(application=first)
    assert set(Application.objects.all()) == {first, second}


def test_confirm_keeps_other_emails_and_decided_applications():
    other = ApplicationFactory()
    declined = ApplicationFactory(email="robin@example.org", state=State.DECLINED)
    actions.confirm_application(application=receive())
    assert {other, declined} <= set(Application.objects.all())


def test_withdraw_deletes_tokens_and_queued_emails(settings):
    settings.EMAIL_BACKEND = "mailqueue.backend.QueueBackend"
    application, other = receive(), receive("b" * 64, email="other@example.org")
    actions.withdraw_application(application=application)
    assert list(Application.objects.all()) == [other]
    assert ApplicationToken.objects.count() == 1
    assert [waiting.recipient for waiting in QueuedMail.objects.all()] == ["other@example.org"]
    assert get_statistics() == {"received": 2, "withdrawn": 1}


def test_withdraw_deletes_all_undecided_from_same_email():
    first, second = receive(), receive("b" * 64, email="Robin@example.org")
    actions.confirm_application(application=first)
    declined = ApplicationFactory(email="robin@example.org", state=State.DECLINED)
    actions.withdraw_application(application=second)
    assert list(Application.objects.all()) == [declined]


def test_withdraw_works_without_encryption_key(settings):
    application = receive()
    settings.FIELD_ENCRYPTION_KEYS = ["YW5vdGhlci1rZXktYW5vdGhlci1rZXktYW5vdGhlciE="]
    actions.withdraw_application(application=Application.objects.get(pk=application.pk))
    assert not Application.objects.exists()


def test_withdraw_counts_once():
    application = receive()
    again = Application.objects.get()
    actions.withdraw_application(application=application)
    actions.withdraw_application(application=again)
    assert get_statistics() == {"received": 1, "withdrawn": 1}


def test_resend_supersedes_older_tokens():
    receive()
    actions.resend_link(email="ROBIN@example.org ", network=NETWORK)
    old, new = (get_token(message) for message in mail.outbox)
    assert (old.superseded, new.superseded) == (True, False)
    assert old.application == new.application


def test_resend_for_unknown_email_has_no_application():
    actions.resend_link(email="nobody@example.org", network=NETWORK)
    assert get_token(mail.outbox[0]).application is None


def test_resend_is_limited_to_three_emails_a_day():
    receive()
    for _ in range(5):
        actions.resend_link(email="Robin@example.org", network=NETWORK)
    assert len(mail.outbox) == 3
    assert not get_token(mail.outbox[-1]).superseded
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        actions.resend_link(email="robin@example.org", network=NETWORK)
    assert len(mail.outbox) == 4


def test_tokens_are_stored_as_digests():
    receive()
    token = get_link(mail.outbox[0]).split("/")[-2]
    assert len(token) >= 43
    assert token not in str(ApplicationToken.objects.values_list())


class TestPurge:
    def test_purge_deletes_unconfirmed_on_purge_date(self):
        ApplicationFactory(purge_on=timezone.localdate())
        stored = ApplicationFactory(purge_on=timezone.localdate() + timedelta(days=1))
        waiting = ApplicationFactory(waiting=True)
        actions.purge_applications()
        assert set(Application.objects.all()) == {stored, waiting}
        assert get_statistics() == {"expired": 1}

    def test_purge_is_idempotent(self):
        ApplicationFactory(purge_on=timezone.localdate())
        actions.purge_applications()
        actions.purge_applications()
        assert get_statistics() == {"expired": 1}

    def test_purge_works_without_encryption_key(self, settings):
        ApplicationFactory(purge_on=timezone.localdate())
        settings.FIELD_ENCRYPTION_KEYS = ["YW5vdGhlci1rZXktYW5vdGhlci1rZXktYW5vdGhlciE="]
        actions.purge_applications()
        assert not Application.objects.exists()

    def test_purge_deletes_expired_tokens_and_counts(self):
        receive()
        actions.resend_link(email="nobody@example.org", network=NETWORK)
        with time_machine.travel(timezone.now() + timedelta(days=4)):
            actions.purge_applications()
        assert not SubmittedFormToken.objects.exists()
        assert not RecipientEmailCount.objects.exists()
        assert ApplicationToken.objects.count() == 1

    def test_purge_is_a_daily_job(self):
        ApplicationFactory(purge_on=timezone.localdate())
        call_command("run_daily_jobs")
        assert not Application.objects.exists()
