"""The team corrects an email address, or sends a new onboarding link."""

from functools import partial

import pytest
from cryptography.fernet import Fernet
from django.core import mail
from django.test import Client
from django.utils import timezone

from mailqueue.models import QueuedMail
from membership import actions
from membership.models import (
    Application,
    ApplicationDecision,
    ApplicationToken,
    Member,
    Recusal,
)
from tests.factories import ApplicationFactory, MemberFactory, UserFactory
from tests.html import assert_valid
from tests.membership.applicant import get_link
from tests.membership.team import (
    finalise,
    get_access_log,
    get_action_url,
    get_inspect_url,
    read,
    submit,
    travel_minutes,
)

pytestmark = pytest.mark.django_db
VIEWS = "membership.staff.applications.correction_views"
ADDRESS, LINK = "correct-email", "send-link"
CORRECTABLE = {
    "waiting": {"waiting": True},
    "asked": {"waiting": True, "state": "asked"},
    "approved": {"approved": True},
}


def mistyped(state="waiting"):
    return ApplicationFactory(**CORRECTABLE[state], email="robbin@example.org")


def correct(browser, application, email="robin@example.org"):
    return submit(browser, ADDRESS, application, email=email)


@pytest.mark.database
@pytest.mark.parametrize("state", CORRECTABLE)
def test_correct_email_sends_new_link_and_ends_old_ones(team, colleague, state):
    application = mistyped(state)
    old = f"/join/application/{ApplicationToken.issue(application)}/"
    assert_valid(team.get(get_action_url(ADDRESS, application)).content.decode())
    page = correct(team, application)
    assert "Email address corrected. A neutral email" in page
    assert "robin@example.org" in page
    assert Client().get(old).status_code == 404
    assert [message.to for message in mail.outbox] == [["robin@example.org"]]
    assert Client().get(get_link(mail.outbox[0])).status_code == 200
    assert list(Application.objects.from_email("robin@example.org")) == [application]
    assert not Application.objects.from_email("robbin@example.org").exists()
    assert ("corrected_email", application.reference) in get_access_log()
    decision = application.decisions.get()
    assert (decision.kind, decision.by, decision.can_be_undone) == ("corrected", colleague, False)


def test_correct_email_deletes_queued_emails(team, settings):
    settings.EMAIL_BACKEND = "mailqueue.backend.QueueBackend"
    application = mistyped()
    actions.resend_link(email="robbin@example.org", network="192.0.2.7")
    correct(team, application)
    assert [row.recipient for row in QueuedMail.objects.all()] == ["robin@example.org"]


@pytest.mark.database
def test_correct_email_before_finalising_redirects_answer(team):
    application = mistyped()
    submit(team, "approve", application)
    correct(team, application)
    mail.outbox.clear()
    with travel_minutes(11):
        finalise()
    assert [message.to for message in mail.outbox] == [["robin@example.org"]]


@pytest.mark.parametrize("same", ["robbin@example.org", " Robbin@Example.ORG "])
def test_correct_email_refuses_same_email(team, same):
    application = mistyped()
    assert "Enter a different email address. We already have this one." in correct(
        team, application, same
    )
    assert not application.decisions.exists()
    assert mail.outbox == []


@pytest.mark.database
@pytest.mark.parametrize("make", [MemberFactory, partial(ApplicationFactory, waiting=True)])
def test_correct_email_refuses_taken_email(team, make):
    make(email="robin@example.org")
    application = mistyped()
    assert "Check that first." in correct(team, application, "Robin@example.org")
    assert Application.objects.get(pk=application.pk).email == "robbin@example.org"
    assert mail.outbox == []


@pytest.mark.database
def test_invalid_email_shows_error_and_keeps_input(team, subtests):
    cases = [
        ("", "Enter the email address"),
        ("robin", "Enter an email address in the correct format, like name@example.org"),
        ("a@b", "Enter an email address in the correct format, like name@example.org"),
        (f"{'x' * 260}@example.org", "must be 254 characters or fewer"),
        ("ro\0bin@example.org", "Null characters are not allowed"),
    ]
    for typed, expected in cases:
        with subtests.test(typed=typed, expected=expected):
            page = correct(team, application := mistyped(), typed)
            assert expected in page
            assert f'value="{typed}"' in page or "\0" in typed or not typed
            assert not application.decisions.exists()


def test_form_hides_current_email(team):
    application = mistyped()
    assert "robbin" not in read(team, get_action_url(ADDRESS, application))


def test_correct_email_refuses_closed_applications(team):
    declined = ApplicationFactory(declined=True, email="robbin@example.org")
    member = ApplicationFactory(approved=True, email="robbin@example.org")
    Member.objects.create(user=UserFactory(), application=member, pseudonym="Alder")
    for application in (declined, member):
        assert get_action_url(ADDRESS, application) not in read(team, get_inspect_url(application))
        assert "This application is no longer open" in correct(team, application)
    assert Application.objects.from_email("robbin@example.org").count() == 2
    assert not ApplicationDecision.objects.exists()


def test_correct_email_reports_missing_key(team, settings):
    application = mistyped()
    settings.FIELD_ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    assert "The current email address cannot be decrypted." in correct(team, application)


@pytest.mark.database
def test_correct_email_of_withdrawn_application_redirects(team, monkeypatch):
    def deleted(**fields):
        raise Application.DoesNotExist

    monkeypatch.setattr(f"{VIEWS}.correct_email", deleted)
    assert "This application is no longer available." in correct(team, mistyped())


def decline_concurrently(application):
    actions.decide(application=application, by=UserFactory(), kind="declined", text="x")
    return "declined"


def onboard_concurrently(application):
    Member.objects.create(user=UserFactory(), application=application, pseudonym="Alder")
    return "no longer open"


def redact_concurrently(application):
    Application.objects.get(pk=application.pk).redact(timezone.now())
    return "no longer open"


@pytest.mark.database
@pytest.mark.parametrize(
    ("state", "change_concurrently"),
    [
        ("waiting", decline_concurrently),
        ("asked", decline_concurrently),
        ("approved", onboard_concurrently),
        ("approved", redact_concurrently),
    ],
)
def test_correct_email_keeps_concurrent_decision(team, monkeypatch, state, change_concurrently):
    application, expected = mistyped(state), []

    def first_another(**fields):
        expected.append(change_concurrently(application))
        before.append(Application.objects.get(pk=application.pk).email)
        actions.correct_email(**fields)

    before = []
    monkeypatch.setattr(f"{VIEWS}.correct_email", first_another)
    page = correct(team, application)
    assert expected[0] in page
    assert "Your change was not saved" in page
    assert "Email address corrected" not in page
    assert [Application.objects.get(pk=application.pk).email] == before
    assert not ApplicationDecision.objects.filter(kind="corrected").exists()
    assert "corrected_email" not in {action for action, _ in get_access_log()}
    assert mail.outbox == []


@pytest.mark.database
def test_correct_email_works_after_concurrent_approval(team, monkeypatch):
    application = mistyped()
    approver = UserFactory(groups=["Membership team"])

    def first_another(**fields):
        actions.decide(application=application, by=approver, kind="approved")
        actions.correct_email(**fields)

    monkeypatch.setattr(f"{VIEWS}.correct_email", first_another)
    assert "Email address corrected" in correct(team, application)
    now = Application.objects.get(pk=application.pk)
    assert (now.email, now.state) == ("robin@example.org", "approved")


@pytest.mark.database
def test_correct_email_refuses_recused_reviewer(team, colleague, monkeypatch):
    application = mistyped()

    def recuse_first(**fields):
        Recusal.objects.create(application=application, user=colleague)
        actions.correct_email(**fields)

    monkeypatch.setattr(f"{VIEWS}.correct_email", recuse_first)
    assert "you may have handed it over" in correct(team, application)
    assert Application.objects.get(pk=application.pk).email == "robbin@example.org"
    assert mail.outbox == []


# --- The onboarding link ------------------------------------------------------------------------


def test_send_link_supersedes_older_token(team):
    application = ApplicationFactory(approved=True, email="robin@example.org")
    old = f"/join/application/{ApplicationToken.issue(application)}/"
    assert get_action_url(LINK, application) in read(team, get_inspect_url(application))
    assert_valid(team.get(get_action_url(LINK, application)).content.decode())
    assert "A neutral email with a new link is being sent" in submit(team, LINK, application)
    assert [message.to for message in mail.outbox] == [["robin@example.org"]]
    assert Client().get(old).status_code == 404
    assert ("sent_link", application.reference) in get_access_log()


@pytest.mark.parametrize(
    "fields",
    [{"waiting": True}, {"waiting": True, "state": "asked"}, {"declined": True}],
)
def test_send_link_requires_approval(team, fields):
    application = ApplicationFactory(**fields)
    assert get_action_url(LINK, application) not in read(team, get_inspect_url(application))
    assert "Your change was not saved" in submit(team, LINK, application)
    assert mail.outbox == []


def test_send_link_requires_final_approval_without_member(team):
    application = ApplicationFactory(waiting=True)
    submit(team, "approve", application)
    assert get_action_url(LINK, application) not in read(team, get_inspect_url(application))
    submit(team, LINK, application)
    assert mail.outbox == []
    member = ApplicationFactory(approved=True)
    Member.objects.create(user=UserFactory(), application=member, pseudonym="Alder")
    submit(team, LINK, member)
    assert mail.outbox == []


@pytest.mark.database
def test_send_link_after_concurrent_onboarding_shows_message(team, monkeypatch):
    monkeypatch.setattr(f"{VIEWS}.send_onboarding_link", lambda **fields: False)
    application = ApplicationFactory(approved=True)
    application.decisions.create(kind="approved", who="Kim", finalised_at=timezone.now())
    assert "Kim approved at" in submit(team, LINK, application)


def test_send_link_reports_missing_key(team, settings):
    application = ApplicationFactory(approved=True)
    settings.FIELD_ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    assert "The email address cannot be decrypted." in submit(team, LINK, application)
    assert not ApplicationToken.objects.exists()
