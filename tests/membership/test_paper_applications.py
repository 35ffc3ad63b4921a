"""Applications by letter or phone, entered by the team, with consent and without confirmation."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from membership import actions
from membership.models import (
    Application,
    ConsentText,
    JoinPage,
    MembershipStatistic,
    Recusal,
)
from tests.factories import ApplicationFactory, MemberFactory, UserFactory, draft, open_join_page
from tests.html import assert_one_first_heading, assert_valid
from tests.membership.applicant import get_link
from tests.membership.team import LIST, get_access_log, get_inspect_url, read, user_with_permissions

pytestmark = pytest.mark.django_db
ENTER = f"{LIST}enter/"
FORM_DATA = {
    "email": "robin@example.org",
    "name": "Robin",
    "profession": "Something else",
    "stage": "qualified",
    "eligible": "on",
    "source": "letter",
    "consented_on": "2026-11-20",
    "consent_note": "In their letter, signed.",
    "q_why": "People to talk with.",
}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-11-22 12:00Z"):
        yield


@pytest.fixture
def page(home):
    return open_join_page(
        home,
        {"label": "Why?", "field_type": "multiline", "required": True, "clean_name": "why"},
        eligibility_statement="I work in it and have been unwell.",
        consent_text="I agree to zebras.",
    )


def hidden(shown):
    """The hidden fields of the form."""
    names = ("start", "consent")
    return {name: shown.split(f'name="{name}" value="')[1].split('"')[0] for name in names}


def enter(browser, **changed):
    sent = {**hidden(browser.get(ENTER).content.decode()), **FORM_DATA, **changed}
    return browser.post(ENTER, {name: value for name, value in sent.items() if value is not None})


def shown_by(answer):
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_form_shows_join_page_questions_and_consent(team, page):
    shown = read(team, ENTER)
    assert_valid(team.get(ENTER).content.decode())
    assert_one_first_heading(shown)
    for expected in (
        "Why?",
        "I work in it and have been unwell.",
        "I agree to zebras.",
        'value="letter"',
    ):
        assert expected in shown
    assert 'value="phone"' in shown
    assert 'value="form"' not in shown
    assert "online form" not in shown.lower()


def test_submit_queues_application_and_emails_link(team, colleague, page):
    answer = enter(team)
    application = Application.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (303, get_inspect_url(application))
    assert application in Application.objects.awaiting_decision()
    assert (application.email, application.name) == ("robin@example.org", "Robin")
    assert (application.source, application.consent_note) == ("letter", FORM_DATA["consent_note"])
    assert application.consent.text == "I agree to zebras."
    assert timezone.localdate(application.consented_at).isoformat() == "2026-11-20"
    assert application.eligibility == "I work in it and have been unwell."
    assert [(row["question"], row["answer"]) for row in application.answers] == [
        ("Why?", "People to talk with.")
    ]
    assert application.purge_on is None
    decision = application.decisions.get()
    assert (decision.kind, decision.by) == ("entered", colleague)
    assert get_access_log() == [("recorded_paper", application.reference)]
    assert [message.to for message in mail.outbox] == [["robin@example.org"]]
    assert Client().get(get_link(mail.outbox[0])).status_code == 200
    assert "Application added." in read(team, get_inspect_url(application))
    statistics = dict(MembershipStatistic.objects.values_list("event", "number"))
    assert statistics == {"received": 1, "confirmed": 1}


@pytest.mark.database
def test_submit_refuses_email_awaiting_onboarding(team, page):
    ApplicationFactory(approved=True, email="robin@example.org")
    assert "has already been approved" in enter(team).content.decode()
    assert Application.objects.count() == 1


def test_submit_notifies_other_reviewers(team, page):
    UserFactory(email="kim@example.org", groups=["Membership team"])
    enter(team)
    assert {to for message in mail.outbox for to in message.to} == {
        "robin@example.org",
        "kim@example.org",
    }


@pytest.mark.database
def test_submit_refuses_email_of_member(team, page):
    MemberFactory(email="kim@example.org")
    shown = shown_by(enter(team, email="kim@example.org"))
    assert "There is already a member with this email address" in shown
    assert not Application.objects.exists()


def test_questions_and_name_are_optional(team, page):
    assert enter(team, name="", q_why="").status_code == 303
    assert Application.objects.get().answers[0]["answer"] == ""


@pytest.mark.database
def test_invalid_input_shows_error_and_keeps_input(team, page, subtests):
    cases = [
        ({"email": "robin"}, "Enter an email address in the correct format, like name@example.org"),
        ({"email": ""}, "> Enter an email address <"),
        ({"profession": ""}, "Choose a profession"),
        ({"profession": "Baker"}, "Choose one of the options in the list"),
        ({"stage": None}, "Choose a career stage"),
        ({"eligible": None}, "Tick “I work in it and have been unwell.”"),
        ({"source": None}, "Choose a source"),
        ({"source": "form"}, "Choose one of the options in the list"),
        ({"consented_on": ""}, "Enter the date they agreed"),
        ({"consented_on": "soon"}, "Enter a date, for example 30/11/2026"),
        ({"consented_on": "2026-11-23"}, "The date must be today or in the past"),
        ({"consented_on": "2025-11-20"}, "The date is more than a year ago"),
        ({"consented_on": "0001-01-01"}, "The date is more than a year ago"),
        ({"consent_note": " "}, "Enter how they agreed"),
        ({"consent_note": "x" * 1_001}, "must be 1,000 characters or fewer"),
        ({"name": "a\0b"}, "contains a character we cannot store"),
    ]
    for changed, expected in cases:
        with subtests.test(changed=changed, expected=expected):
            shown = shown_by(enter(team, **changed))
            assert expected in shown
            assert "The application has not been added" in shown
            assert "People to talk with." in shown
            assert not Application.objects.exists()
            assert mail.outbox == []


def test_consent_today_is_accepted(team, page):
    with time_machine.travel("2026-11-22 00:30Z"):
        assert enter(team, consented_on="2026-11-22").status_code == 303
        assert Application.objects.get().consented_at <= timezone.now()


def test_missing_join_page_shows_message(team, home):
    draft(home, JoinPage, title="Join", slug="join")
    for answer in (team.get(ENTER), team.post(ENTER, FORM_DATA)):
        assert "The join page is not published." in shown_by(answer)
    assert not Application.objects.exists()


def test_form_works_while_sign_up_is_closed(team, home):
    open_join_page(home, closed=True)
    assert "Applications are closed." in read(team, ENTER)
    assert enter(team, q_why=None).status_code == 303


def test_changed_consent_text_is_shown_again(team, page):
    along = hidden(team.get(ENTER).content.decode())
    page.consent_text = "I agree to quaggas."
    page.save_revision().publish()
    shown = shown_by(team.post(ENTER, {**along, **FORM_DATA}))
    assert "The text people agree to changed" in shown
    assert "I agree to quaggas." in shown
    assert "People to talk with." in shown
    assert not Application.objects.exists()
    assert team.post(ENTER, {**hidden(shown), **FORM_DATA}).status_code == 303
    assert Application.objects.get().consent == ConsentText.objects.current("application")


@pytest.mark.database
def test_double_submission_stores_once(team, page):
    sent = {**hidden(team.get(ENTER).content.decode()), **FORM_DATA, "email": "two@example.org"}
    team.post(ENTER, sent)
    for state in ("waiting", "declined"):
        Application.objects.update(state=state)
        answer = team.post(ENTER, sent, follow=True)
        assert "This application has already been added" in answer.content.decode(), state
    assert Application.objects.count() == 1
    assert len(mail.outbox) == 1


@pytest.mark.database
def test_replacing_requires_confirmation(team, page):
    there = ApplicationFactory(waiting=True, email="Robin@Example.org", answers=[])
    there.sent_at -= timedelta(days=1)
    there.save()
    shown = shown_by(enter(team))
    assert "There is already an undecided application" in shown
    assert 'name="replaces"' in shown
    assert list(Application.objects.all()) == [there]
    assert enter(team, replaces="on").status_code == 303
    assert there not in Application.objects.all()
    assert Application.objects.count() == 1


def test_recused_application_is_not_mentioned(team, colleague, page):
    ApplicationFactory(email="robin@example.org")
    recused = ApplicationFactory(waiting=True, email="robin@example.org")
    Recusal.objects.create(application=recused, user=colleague)
    assert 'name="replaces"' not in read(team, ENTER)
    assert enter(team).status_code == 303


@pytest.mark.database
def test_declined_email_can_be_entered_again(team, page):
    declined = ApplicationFactory(declined=True, email="robin@example.org")
    assert enter(team).status_code == 303
    assert Application.objects.count() == 2
    assert declined in Application.objects.all()


def test_without_inspect_permission_redirects_to_list(visit, page):
    browser = visit(user_with_permissions("decide_application", "list_application"))
    assert enter(browser).headers["Location"] == LIST
    assert "Application added." in read(browser, LIST)


def test_applicant_can_withdraw(team, page):
    enter(team)
    link = get_link(mail.outbox[0])
    Client().post(link, {"step": "withdraw"})
    assert not Application.objects.exists()


def test_paper_application_can_be_decided(team, colleague, page):
    enter(team)
    application = Application.objects.get()
    actions.decide(application=application, by=colleague, kind="approved")
    assert "Undo</button>" in read(team, get_inspect_url(application))
