"""Applying: written, checked, agreed to, sent once; and nothing lost on the way."""

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
EXPORT_DATA = {"label": "What brings you here?", "field_type": "multiline"}


@pytest.fixture
def page(home):
    return open_join_page(home, EXPORT_DATA)


@pytest.fixture
def applicant(page):
    return Applicant(q_what_brings_you_here="Peers\r\n & <b>company</b>.")


def test_every_step_is_sound(applicant):
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
def test_what_was_written_is_stored(applicant):
    Profession.objects.create(name="Nursing", slug="nursing")
    applicant.apply(profession="Nursing")
    application = Application.objects.get()
    stored = (application.email, application.name, application.profession, application.stage)
    assert stored == ("robin@example.org", "Robin", "Nursing", "qualified")
    assert application.eligibility == JoinPage().eligibility_statement
    [answer] = application.answers
    assert answer["answer"] == "Peers\r\n & <b>company</b>."


def test_the_check_shows_every_answer_and_a_way_to_change_each(applicant):
    applicant.open()
    shown = applicant.check()
    for words in ("robin@example.org", "Robin", "Qualified", "&amp; &lt;b&gt;company&lt;/b&gt;"):
        assert words in shown
    assert len(re.findall(r'value="change"', shown)) >= len(VALUES) + 1
    assert applicant.page.count("formaction=") >= len(VALUES) + 1


def test_until_it_is_sent_nothing_is_stored(applicant):
    applicant.open()
    applicant.check()
    applicant.change()
    assert not Application.objects.exists()
    assert not mail.outbox


def test_changing_gives_the_form_back_filled(applicant):
    applicant.open()
    applicant.check()
    shown = applicant.change()
    assert 'value="robin@example.org"' in shown
    assert "Peers\r\n &amp; &lt;b&gt;company&lt;/b&gt;." in shown
    assert re.search(r'value="qualified"[^>]*checked', shown)
    assert "Please look at this again" not in shown


def test_what_is_missing_is_said_and_the_rest_stays(applicant, subtests):
    for name in ("email", "profession", "stage", "eligible"):
        with subtests.test(name=name):
            applicant.open()
            shown = applicant.check(**{name: ""})
            assert "Please look at this again" in shown
            assert "<title>Error: " in shown
            assert re.search(r'href="#id_' + name, shown)
            assert "Peers\r\n" in shown
            assert_valid(shown)


@pytest.mark.database
def test_bad_input_is_answered_with_words(applicant, subtests):
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
            assert "Please look at this again" in applicant.check(**odd)
            assert not Application.objects.exists()


@pytest.mark.database
def test_a_very_long_paste_comes_back_whole(applicant):
    applicant.open()
    paste = "word " * 600_000
    shown = applicant.check(q_what_brings_you_here=paste)
    assert "Please look at this again" in shown
    assert paste.strip() in shown


def test_without_consent_nothing_is_sent_and_everything_stays(applicant):
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


def test_consent_is_never_ticked_beforehand(applicant):
    applicant.open()
    box = re.search(r'<input[^>]*name="consent"[^>]*>', applicant.check())[0]
    assert "checked" not in box


class TestPromise:
    def test_its_numbers_are_those_that_the_program_runs_on(self, page):
        known = {"unconfirmed_days": 1, "declined_days": 45, "answers_days": 0}
        RetentionSettings.objects.update_or_create(defaults=known)
        shown = Applicant().open()
        for words in ("deleted after 1 day.", "decline, after 45 days.", "are deleted at once."):
            assert words in shown

    def test_it_stands_beside_the_check_too(self, applicant):
        applicant.open()
        assert "Who reads this" in applicant.check()


def test_reading_the_address_of_the_form_leads_to_the_page(page):
    answer = Client().get(APPLY)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/join/")


def test_no_step_may_be_stored_by_a_browser_or_proxy(applicant):
    applicant.open()
    for answer in (
        Client().post(APPLY, {**VALUES, "step": "check"}),
        Client().post(APPLY, {"email": "x", "step": "check"}),
        Client().get("/join/sent/"),
    ):
        assert answer.headers["Cache-Control"] == "private, no-store"


def test_the_receipt_is_alike_for_everybody_and_names_nobody(page):
    MemberFactory(email="member@example.org")
    receipts = []
    for address in ("new@example.org", "member@example.org", "new@example.org"):
        applicant = Applicant(email=address)
        answer = applicant.apply()
        receipts.append((answer.status_code, answer.headers["Location"], answer.content))
    assert len(set(receipts)) == 1
    assert "example.org" not in Applicant().open("/join/sent/")


def test_everybody_gets_one_mail_with_the_same_words(page):
    MemberFactory(email="member@example.org")
    for address in ("new@example.org", "member@example.org"):
        Applicant(email=address).apply()
    words = {re.sub(r"application/\S+", "", email.body) for email in mail.outbox}
    assert (len(mail.outbox), len(words)) == (2, 1)
    assert len({email.subject for email in mail.outbox}) == 1


def test_the_mail_holds_no_answer(applicant):
    applicant.apply()
    email = mail.outbox[0]
    words = email.subject + email.body + email.alternatives[0].content
    for private in ("Robin", "Peers", "company", "qualified", "Qualified"):
        assert private not in words


def test_no_step_sets_a_cookie_or_asks_for_one(applicant):
    applicant.apply()
    assert not applicant.client.cookies
