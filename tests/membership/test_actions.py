"""Receiving, confirming, replacing, withdrawing: each stores what it does and what it tells."""

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
from tests.membership.applicant import link_in

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
    form = f"form {digest}"[:64]
    result = actions.receive_application(
        form=form, digest=digest, network=NETWORK, **{**known, **fields}
    )
    is_stored = result is actions.SubmissionResult.CREATED
    return Application.objects.order_by("pk").last() if is_stored else None


def get_statistics():
    return dict(MembershipStatistic.objects.values_list("event", "number"))


def behind(letter):
    return ApplicationToken.objects.by_token(link_in(letter).split("/")[-2])


def test_it_is_stored_unconfirmed_with_a_day_on_which_it_goes():
    application = receive()
    application.refresh_from_db()
    assert application.state == State.UNCONFIRMED
    assert application.purge_on == timezone.localdate() + timedelta(days=7)
    assert application.answers == [ANSWER]


def test_it_goes_as_early_as_is_promised_when_it_is_sent():
    RetentionSettings.objects.update_or_create(defaults={"unconfirmed_days": 2})
    assert receive().purge_on == timezone.localdate() + timedelta(days=2)


def test_one_mail_goes_to_its_address_with_a_link_to_it():
    application = receive()
    assert [letter.to for letter in mail.outbox] == [["robin@example.org"]]
    assert behind(mail.outbox[0]).application == application


def test_a_form_sent_twice_counts_once():
    assert receive() is not None
    assert receive() is None
    assert (Application.objects.count(), len(mail.outbox)) == (1, 1)


def test_a_form_counts_once_even_after_the_application_was_withdrawn():
    actions.withdraw_application(application=receive())
    assert receive() is None
    assert not Application.objects.exists()


def test_application_mark_and_mail_are_stored_together_or_not_at_all(settings):
    settings.EMAIL_BACKEND = "core.mail.backend.QueueBackend"
    with transaction.atomic():
        receive()
        assert QueuedMail.objects.count() == 1
        transaction.set_rollback(True)
    assert not Application.objects.exists()
    assert not SubmittedFormToken.objects.exists()
    assert not QueuedMail.objects.exists()


def test_confirming_hands_it_to_the_team():
    application = receive()
    assert actions.confirm_application(application=application)
    application.refresh_from_db()
    assert application.state == State.WAITING
    assert application.confirmed_at
    assert application.purge_on is None
    assert list(Application.objects.awaiting_decision()) == [application]


def test_confirming_twice_confirms_once():
    application = receive()
    actions.confirm_application(application=application)
    first = Application.objects.get().confirmed_at
    assert not actions.confirm_application(application=application)
    assert Application.objects.get().confirmed_at == first
    assert get_statistics() == {"received": 1, "confirmed": 1}


def test_the_team_is_told_that_one_item_is_waiting_and_nothing_of_it():
    UserFactory(email="secretary@example.org", groups=["Membership team"])
    UserFactory(email="gone@example.org", groups=["Membership team"], is_active=False)
    UserFactory(email="editor@example.org", groups=["Editors"])
    application = receive()
    mail.outbox.clear()
    actions.confirm_application(application=application)
    assert [letter.to for letter in mail.outbox] == [["secretary@example.org"]]
    words = mail.outbox[0].subject + mail.outbox[0].body + mail.outbox[0].alternatives[0].content
    for private in ("Robin", "robin", "Nursing", application.reference, "talk with"):
        assert private not in words


def test_a_second_application_waits_and_takes_the_place_of_the_first_when_confirmed():
    first = receive()
    actions.confirm_application(application=first)
    second = receive("b" * 64, email="Robin@Example.org")
    assert Application.objects.get(pk=first.pk).state == State.WAITING
    actions.confirm_application(application=second)
    assert list(Application.objects.all()) == [second]
    assert get_statistics() == {"received": 2, "confirmed": 2, "replaced": 1}


def test_confirming_an_older_one_leaves_the_newer_to_be_confirmed():
    first, second = receive(), receive("b" * 64)
    actions.confirm_application(application=first)
    assert set(Application.objects.all()) == {first, second}


def test_other_addresses_and_decided_applications_are_not_replaced():
    other = ApplicationFactory()
    declined = ApplicationFactory(email="robin@example.org", state=State.DECLINED)
    actions.confirm_application(application=receive())
    assert {other, declined} <= set(Application.objects.all())


def test_withdrawing_erases_it_with_links_and_mails_on_their_way(settings):
    settings.EMAIL_BACKEND = "core.mail.backend.QueueBackend"
    application, other = receive(), receive("b" * 64, email="other@example.org")
    actions.withdraw_application(application=application)
    assert list(Application.objects.all()) == [other]
    assert ApplicationToken.objects.count() == 1
    assert [waiting.recipient for waiting in QueuedMail.objects.all()] == ["other@example.org"]
    assert get_statistics() == {"received": 2, "withdrawn": 1}


def test_withdrawing_erases_all_that_came_from_there_and_is_not_decided():
    first, second = receive(), receive("b" * 64, email="Robin@example.org")
    actions.confirm_application(application=first)
    declined = ApplicationFactory(email="robin@example.org", state=State.DECLINED)
    actions.withdraw_application(application=second)
    assert list(Application.objects.all()) == [declined]


def test_withdrawing_works_while_the_key_is_lost(settings):
    application = receive()
    settings.FIELD_ENCRYPTION_KEYS = ["YW5vdGhlci1rZXktYW5vdGhlci1rZXktYW5vdGhlciE="]
    actions.withdraw_application(application=Application.objects.get(pk=application.pk))
    assert not Application.objects.exists()


def test_withdrawing_twice_is_counted_once():
    application = receive()
    again = Application.objects.get()
    actions.withdraw_application(application=application)
    actions.withdraw_application(application=again)
    assert get_statistics() == {"received": 1, "withdrawn": 1}


def test_a_new_link_ends_the_older_ones():
    receive()
    actions.resend_link(email="ROBIN@example.org ", network=NETWORK)
    old, new = (behind(letter) for letter in mail.outbox)
    assert (old.superseded, new.superseded) == (True, False)
    assert old.application == new.application


def test_a_link_for_an_unknown_address_leads_to_nothing():
    actions.resend_link(email="nobody@example.org", network=NETWORK)
    assert behind(mail.outbox[0]).application is None


def test_one_address_gets_three_mails_a_day_and_the_last_link_goes_on_working():
    receive()
    for _ in range(5):
        actions.resend_link(email="Robin@example.org", network=NETWORK)
    assert len(mail.outbox) == 3
    assert not behind(mail.outbox[-1]).superseded
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        actions.resend_link(email="robin@example.org", network=NETWORK)
    assert len(mail.outbox) == 4


def test_links_are_kept_as_digests():
    receive()
    token = link_in(mail.outbox[0]).split("/")[-2]
    assert len(token) >= 43
    assert token not in str(ApplicationToken.objects.values_list())


class TestPurge:
    def test_what_nobody_confirmed_goes_on_its_day(self):
        ApplicationFactory(purge_on=timezone.localdate())
        kept = ApplicationFactory(purge_on=timezone.localdate() + timedelta(days=1))
        waiting = ApplicationFactory(waiting=True)
        actions.purge_applications()
        assert set(Application.objects.all()) == {kept, waiting}
        assert get_statistics() == {"expired": 1}

    def test_twice_is_as_good_as_once(self):
        ApplicationFactory(purge_on=timezone.localdate())
        actions.purge_applications()
        actions.purge_applications()
        assert get_statistics() == {"expired": 1}

    def test_a_lost_key_holds_up_no_purge(self, settings):
        ApplicationFactory(purge_on=timezone.localdate())
        settings.FIELD_ENCRYPTION_KEYS = ["YW5vdGhlci1rZXktYW5vdGhlci1rZXktYW5vdGhlciE="]
        actions.purge_applications()
        assert not Application.objects.exists()

    def test_marks_links_and_counts_go_when_nothing_needs_them(self):
        receive()
        actions.resend_link(email="nobody@example.org", network=NETWORK)
        with time_machine.travel(timezone.now() + timedelta(days=4)):
            actions.purge_applications()
        assert not SubmittedFormToken.objects.exists()
        assert not RecipientEmailCount.objects.exists()
        assert ApplicationToken.objects.count() == 1

    def test_it_is_part_of_the_work_of_the_day(self):
        ApplicationFactory(purge_on=timezone.localdate())
        call_command("run_daily_jobs")
        assert not Application.objects.exists()
