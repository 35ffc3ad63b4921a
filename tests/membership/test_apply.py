"""The application form: validation, check page, consent, submission, and no lost answers."""

import re

import pytest
from django.core import mail
from django.test import Client

from core.models import Profession
from membership.models import Application, JoinPage
from privacy.models import RetentionSettings
from tests.factories import MemberFactory, open_join_page
from tests.html import assert_one_first_heading, assert_valid, loaded_from
from tests.membership.applicant import APPLY, VALUES, Applicant

pytestmark = pytest.mark.django_db
QUESTION = {"label": "What brings you here?", "field_type": "multiline"}


@pytest.fixture
def page(home):
    return open_join_page(home, QUESTION)


@pytest.fixture
def applicant(page):
    return Applicant(q_what_brings_you_here="Peers\r\n & <b>company</b>.")


def test_apply_steps_render_valid_html(applicant):
    for read in (applicant.open, applicant.check, applicant.change):
        shown = read()
        assert_valid(shown)
        assert_one_first_heading(shown)
        assert not loaded_from(shown)
        assert "csrfmiddlewaretoken" not in shown
    applicant.check()
    receipt = applicant.send()
    assert (receipt.status_code, receipt.headers["Location"]) == (303, "/join/sent/")
    assert_valid(applicant.open("/join/sent/"))


@pytest.mark.database
def test_apply_stores_answers(applicant):
    Profession.objects.create(name="Nursing", slug="nursing")
    applicant.apply(profession="Nursing")
    application = Application.objects.get()
    stored = (application.email, application.name, application.profession, application.stage)
    assert stored == ("robin@example.org", "Robin", "Nursing", "qualified")
    assert application.eligibility == JoinPage().eligibility_statement
    [answer] = application.answers
    assert answer["answer"] == "Peers\r\n & <b>company</b>."


def test_check_shows_answers_with_change_buttons(applicant):
    applicant.open()
    shown = applicant.check()
    for text in ("robin@example.org", "Robin", "Qualified", "&amp; &lt;b&gt;company&lt;/b&gt;"):
        assert text in shown
    assert len(re.findall(r'value="change"', shown)) >= len(VALUES) + 1
    assert applicant.page.count("formaction=") >= len(VALUES) + 1


def test_check_stores_no_application(applicant):
    applicant.open()
    applicant.check()
    applicant.change()
    assert not Application.objects.exists()
    assert not mail.outbox


def test_change_returns_filled_form(applicant):
    applicant.open()
    applicant.check()
    shown = applicant.change()
    assert 'value="robin@example.org"' in shown
    assert "Peers\r\n &amp; &lt;b&gt;company&lt;/b&gt;." in shown
    assert re.search(r'value="qualified"[^>]*checked', shown)
    assert "There is a problem" not in shown


def test_missing_field_shows_error_and_keeps_answers(applicant, subtests):
    for name in ("email", "profession", "stage", "eligible"):
        with subtests.test(name=name):
            applicant.open()
            shown = applicant.check(**{name: ""})
            assert "There is a problem" in shown
            assert "<title>Error: " in shown
            assert re.search(r'href="#id_' + name, shown)
            assert "Peers\r\n" in shown
            assert_valid(shown)


@pytest.mark.database
def test_invalid_input_shows_errors(applicant, subtests):
    cases = [
        {"email": "nobody"},
        {"email": "a@b\r\nBcc: c@d.example"},
        {"name": "a\x00b"},
        {"profession": "Astronaut"},
        {"stage": "made up"},
        {"name": "x" * 101},
        {"q_what_brings_you_here": "long " * 5000},
    ]
    for odd in cases:
        with subtests.test(odd=odd):
            applicant.open()
            assert "There is a problem" in applicant.check(**odd)
            assert not Application.objects.exists()


@pytest.mark.database
def test_oversized_answer_is_returned_whole(applicant):
    applicant.open()
    paste = "word " * 600_000
    shown = applicant.check(q_what_brings_you_here=paste)
    assert "There is a problem" in shown
    assert paste.strip() in shown


def test_send_requires_consent_and_keeps_answers(applicant):
    applicant.open()
    applicant.check()
    answer = applicant.send(consent="")
    assert answer.status_code == 200
    shown = answer.content.decode()
    assert_valid(shown)
    assert "Error: " in shown
    assert "robin@example.org" in shown
    assert not Application.objects.exists()
    applicant.page = shown
    assert applicant.send().status_code == 303


def test_consent_is_unchecked_initially(applicant):
    applicant.open()
    box = re.search(r'<input[^>]*name="consent"[^>]*>', applicant.check())[0]
    assert "checked" not in box


class TestPrivacyPromise:
    def test_privacy_promise_states_retention_settings(self, page):
        known = {"unconfirmed_days": 1, "declined_days": 45, "answers_days": 0}
        RetentionSettings.objects.update_or_create(defaults=known)
        shown = Applicant().open()
        for text in (
            "delete your application after 1 day.",
            "decline it, we delete it after 45 days.",
            "delete your answers immediately.",
        ):
            assert text in shown

    def test_privacy_promise_is_shown_on_check(self, applicant):
        applicant.open()
        assert "Who can read your answers" in applicant.check()


def test_apply_get_redirects_to_join_page(page):
    answer = Client().get(APPLY)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/join/")


def test_apply_responses_are_not_cached(applicant):
    applicant.open()
    for answer in (
        Client().post(APPLY, {**VALUES, "step": "check"}),
        Client().post(APPLY, {"email": "x", "step": "check"}),
        Client().get("/join/sent/"),
    ):
        assert answer.headers["Cache-Control"] == "private, no-store"


def test_receipt_is_identical_for_every_applicant(page):
    MemberFactory(email="member@example.org")
    receipts = []
    for address in ("new@example.org", "member@example.org", "new@example.org"):
        applicant = Applicant(email=address)
        answer = applicant.apply()
        receipts.append((answer.status_code, answer.headers["Location"], answer.content))
    assert len(set(receipts)) == 1
    assert "example.org" not in Applicant().open("/join/sent/")


def test_confirmation_email_is_identical_for_members(page):
    MemberFactory(email="member@example.org")
    for address in ("new@example.org", "member@example.org"):
        Applicant(email=address).apply()
    text = {re.sub(r"application/\S+", "", email.body) for email in mail.outbox}
    assert (len(mail.outbox), len(text)) == (2, 1)
    assert len({email.subject for email in mail.outbox}) == 1


def test_confirmation_email_contains_no_answers(applicant):
    applicant.apply()
    email = mail.outbox[0]
    text = email.subject + email.body + email.alternatives[0].content
    for private in ("Robin", "Peers", "company", "qualified", "Qualified"):
        assert private not in text


def test_apply_sets_no_cookies(applicant):
    applicant.apply()
    assert not applicant.client.cookies
