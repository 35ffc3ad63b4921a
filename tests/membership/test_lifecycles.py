"""Account, application and membership have separate lifecycles and retention periods."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.utils import timezone

from mailqueue.models import QueuedMail
from membership import actions
from membership.models import (
    Application,
    ApplicationDecision,
    ApplicationToken,
    Member,
    MembershipStatistic,
)
from privacy.models import RetentionSettings
from tests.factories import ApplicationFactory, ConsentTextFactory, MemberFactory, UserFactory
from users.models import User

pytestmark = [pytest.mark.database, pytest.mark.django_db]
State = Application.State
PRIVATE_TEXT = "a word that nobody needs any more"


def in_days(days: int) -> Any:
    # At the same local time, even if the clocks change meanwhile.
    return time_machine.travel(timezone.localtime() + timedelta(days=days), tick=False)


@pytest.fixture
def approved() -> Application:
    application = ApplicationFactory(
        approved=True,
        name=PRIVATE_TEXT,
        eligibility=PRIVATE_TEXT,
        consent_note=PRIVATE_TEXT,
        email="robin@example.org",
    )
    ApplicationDecision.objects.create(
        application=application,
        kind=ApplicationDecision.DecisionType.APPROVED,
        who="Hazel",
        reason=PRIVATE_TEXT,
        finalised_at=timezone.now(),
    )
    ApplicationToken.issue(application)
    return application


def create_member(application: Application, **fields: Any) -> Member:
    known = {"pseudonym": "Alder", "password": "seven quiet otters dancing"}
    texts = [ConsentTextFactory(kind="membership")]
    return actions.complete_onboarding(application=application, texts=texts, **(known | fields))


def test_onboarding_creates_account_member_and_consent(approved):
    member = create_member(approved, real_name="Robin Wren")
    assert member.user.email == "robin@example.org"
    assert member.user.check_password("seven quiet otters dancing")
    assert member.user.is_member
    assert (member.pseudonym, member.real_name, member.profession) == (
        "Alder",
        "Robin Wren",
        "Nursing",
    )
    assert [record.text.kind for record in member.consents.all()] == ["membership"]
    assert member.user.get_full_name() == member.user.reference


def test_purge_redacts_answers_and_keeps_decision(approved):
    create_member(approved)
    with in_days(29):
        actions.purge_applications()
        assert Application.objects.get().name == PRIVATE_TEXT
    with in_days(30):
        actions.purge_applications()
        actions.purge_applications()
    redacted = Application.objects.get()
    assert (redacted.email, redacted.name, redacted.eligibility, redacted.answers) == (
        "",
        "",
        "",
        [],
    )
    assert (redacted.profession, redacted.consent_note, redacted.purge_on) == ("", "", None)
    assert (redacted.state, redacted.reference) == (State.APPROVED, approved.reference)
    decision = redacted.decisions.get()
    assert (decision.who, decision.reason) == ("Hazel", "")
    assert not ApplicationToken.objects.exists()


def test_zero_retention_redacts_immediately(approved):
    RetentionSettings.objects.update_or_create(pk=1, defaults={"answers_days": 0})
    create_member(approved)
    assert Application.objects.get().redacted_at
    assert Application.objects.get().name == ""


def test_purge_deletes_abandoned_approval(approved):
    with in_days(29):
        actions.purge_applications()
        assert Application.objects.exists()
    with in_days(30):
        actions.purge_applications()
    assert not Application.objects.exists()
    assert not User.objects.exists()
    assert MembershipStatistic.objects.get().event == MembershipStatistic.Event.ABANDONED


def test_onboarding_requires_approval(subtests):
    for state in (State.WAITING, State.ASKED, State.DECLINED, State.UNCONFIRMED):
        with subtests.test(state=state):
            application = ApplicationFactory(waiting=True, state=state)
            with pytest.raises(actions.OnboardingNotAllowed):
                create_member(application)
            assert not Member.objects.exists()
            assert not User.objects.exists()


def test_onboarding_requires_final_decision(approved):
    ApplicationDecision.objects.update(finalised_at=None)
    with pytest.raises(actions.OnboardingNotAllowed):
        create_member(approved)


def test_application_onboards_once(approved):
    create_member(approved)
    with pytest.raises(actions.OnboardingNotAllowed):
        create_member(approved, pseudonym="Birch")
    assert Member.objects.count() == User.objects.count() == 1


def test_confusable_pseudonym_creates_no_account(approved, subtests):
    MemberFactory(pseudonym="Alder")
    for taken in ("alder", "ÀLDER", "A l-d.er", "Аldеr"):
        with subtests.test(taken=taken):
            with pytest.raises(actions.PseudonymTaken):
                create_member(approved, pseudonym=taken)
            assert User.objects.count() == 1
            assert Application.objects.awaiting_onboarding().exists()


def test_existing_account_is_not_taken_over(approved):
    editor = UserFactory(email="robin@example.org", groups=["Editors"])
    with pytest.raises(actions.OnboardingNotAllowed):
        create_member(approved)
    with pytest.raises(actions.OnboardingNotAllowed):
        create_member(approved, user=UserFactory())
    member = create_member(approved, user=editor, password=None)
    assert member.user == editor
    assert User.objects.get(pk=editor.pk).check_password("correct horse battery")


def test_ended_membership_is_erased_after_two_weeks(approved, settings):
    settings.EMAIL_BACKEND = "mailqueue.backend.QueueBackend"
    member, colleague = create_member(approved), UserFactory(groups=["Membership team"])
    assert actions.end_membership(member=member, by=colleague, reason="As you have asked")
    assert QueuedMail.objects.to_address("robin@example.org").exists()
    with in_days(13):
        actions.erase_ended_members()
        assert Member.objects.exists()
    with in_days(14):
        actions.erase_ended_members()
        actions.erase_ended_members()
    assert not Member.objects.exists()
    assert not Application.objects.exists()
    assert list(User.objects.all()) == [colleague]
    assert not QueuedMail.objects.to_address("robin@example.org").exists()
    left = MembershipStatistic.objects.filter(event=MembershipStatistic.Event.LEFT)
    assert [row.number for row in left] == [1]


def test_ended_membership_keeps_staff_account(approved):
    editor = UserFactory(email="robin@example.org", groups=["Editors"])
    member = create_member(approved, user=editor, password=None)
    actions.end_membership(member=member, by=UserFactory(), reason="As you have asked")
    with in_days(14):
        actions.erase_ended_members()
    assert not Member.objects.exists()
    assert User.objects.filter(pk=editor.pk).exists()


def test_cancelled_ending_keeps_member(approved):
    member, colleague = create_member(approved), UserFactory()
    actions.end_membership(member=member, by=colleague, reason="A mistake")
    assert not User.objects.get(pk=member.user.pk).is_member
    assert actions.cancel_ending(member=member, by=colleague)
    with in_days(15):
        actions.erase_ended_members()
    assert User.objects.get(pk=member.user.pk).is_member


def test_names_and_reasons_are_stored_encrypted(approved):
    member = create_member(approved, real_name=PRIVATE_TEXT)
    actions.suspend(member=member, by=UserFactory(), reason=PRIVATE_TEXT)
    with connection.cursor() as cursor:
        for table in ("member", "suspension", "applicationdecision", "application"):
            cursor.execute(f"SELECT * FROM membership_{table}")  # noqa: S608
            assert PRIVATE_TEXT not in str(cursor.fetchall()), table


def test_cancelled_ending_stays_on_record(approved):
    member, colleague = create_member(approved), UserFactory()
    actions.end_membership(member=member, by=colleague, reason="A mistake")
    actions.cancel_ending(member=member, by=colleague)
    ending = member.suspensions.get()
    assert ending.is_ending
    assert ending.reason == "A mistake"
    assert ending.ended_at


def test_member_emails_link_to_login(approved):
    member = create_member(approved)
    actions.suspend(member=member, by=UserFactory(), reason="Why")
    assert "http://testserver/account/login/" in mail.outbox[-1].body
    assert "/members/" not in mail.outbox[-1].body
