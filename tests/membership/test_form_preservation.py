"""Submitted answers are never lost and count once: back, delays, and changed join pages."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from membership.models import Application
from tests.factories import open_join_page
from tests.html import assert_valid
from tests.membership.applicant import APPLY, Applicant

pytestmark = pytest.mark.django_db
QUESTION = {"label": "What brings you here?", "field_type": "multiline"}
LATER = timedelta(hours=25)


@pytest.fixture
def page(home):
    return open_join_page(home, QUESTION)


@pytest.fixture
def applicant(page):
    return Applicant(q_what_brings_you_here="Peers\r\n & <b>company</b>.")


@pytest.mark.database
class TestSubmitOnce:
    def test_double_click_creates_one_application(self, applicant):
        applicant.open()
        applicant.check()
        answers = [applicant.send() for _ in range(3)]
        assert {answer.headers["Location"] for answer in answers} == {"/join/sent/"}
        assert (Application.objects.count(), len(mail.outbox)) == (1, 1)

    def test_resubmitting_the_check_creates_one_application(self, applicant):
        applicant.apply()
        applicant.send()
        assert Application.objects.count() == 1

    def test_resubmitting_the_form_creates_one_application(self, applicant):
        applicant.open()
        form = applicant.page
        applicant.check()
        applicant.send()
        applicant.page = form
        applicant.check()
        applicant.send()
        assert (Application.objects.count(), len(mail.outbox)) == (1, 1)

    def test_changed_resubmission_creates_new_application(self, applicant):
        applicant.open()
        form = applicant.page
        applicant.check()
        applicant.send()
        applicant.page = form
        applicant.check(name="Robyn")
        applicant.send_until_accepted()
        assert Application.objects.count() == 2

    def test_cached_form_accepts_two_applicants(self, page):
        shown = Applicant().open()
        for address in ("one@example.org", "two@example.org"):
            applicant = Applicant(email=address)
            applicant.page = shown
            applicant.check()
            applicant.send_until_accepted()
        assert Application.objects.count() == 2


class TestPauses:
    def test_form_is_accepted_after_hours(self, applicant):
        applicant.open()
        with time_machine.travel(timezone.now() + timedelta(hours=2)):
            applicant.check()
        with time_machine.travel(timezone.now() + timedelta(hours=4)):
            assert applicant.send().status_code == 303

    def test_form_is_accepted_after_days(self, applicant):
        applicant.open()
        with time_machine.travel(timezone.now() + 3 * LATER):
            applicant.check()
            assert applicant.send().status_code == 303

    def test_expired_check_is_shown_again(self, applicant):
        applicant.open()
        applicant.check()
        with time_machine.travel(timezone.now() + 3 * LATER):
            answer = applicant.send()
            assert answer.status_code == 200
            applicant.page = answer.content.decode()
            assert "You started this form more than a day ago" in applicant.page
            assert applicant.send().status_code == 303
        assert Application.objects.count() == 1

    def test_tampered_form_state_shows_empty_form(self, applicant):
        applicant.open()
        applicant.check()
        answer = applicant.send(draft="k1:12345678:nonsense")
        page = answer.content.decode()
        assert "We could not read your answers" in page
        assert 'name="start"' in page
        assert_valid(page)

    def test_forged_form_token_returns_filled_form(self, applicant):
        answer = Client().post(APPLY, {**applicant.values, "start": "made up", "step": "check"})
        applicant.page = answer.content.decode()
        assert 'value="robin@example.org"' in applicant.page
        applicant.check()
        assert applicant.send().status_code == 303


class TestJoinPageChanges:
    def test_changed_consent_text_requires_new_consent(self, page, applicant):
        applicant.open()
        applicant.check()
        page.consent_text = "I agree to other things."
        page.save_revision().publish()
        answer = applicant.send()
        applicant.page = answer.content.decode()
        assert "I agree to other things." in applicant.page
        assert not Application.objects.exists()
        applicant.send()
        assert Application.objects.get().consent.text == "I agree to other things."

    def test_newly_required_question_must_be_answered(self, page, applicant):
        applicant = Applicant()
        applicant.open()
        applicant.check()
        page.questions.update(required=True)
        answer = applicant.send().content.decode()
        assert "There is a problem" in answer
        assert 'value="robin@example.org"' in answer

    def test_closed_sign_up_returns_answers(self, page, applicant):
        applicant.open()
        applicant.check()
        page.closed = True
        page.save_revision().publish()
        answer = applicant.send()
        shown = answer.content.decode()
        assert_valid(shown)
        assert "Applications have closed" in shown
        assert "Qualified" in shown
        assert "&amp; &lt;b&gt;company&lt;/b&gt;" in shown
        assert not Application.objects.exists()

    def test_closed_sign_up_returns_invalid_answers(self, page, applicant):
        applicant.open()
        page.closed = True
        page.save_revision().publish()
        assert "no address at all" in applicant.check(email="no address at all")

    def test_deleted_join_page_returns_answers(self, page, applicant):
        applicant.open()
        page.delete()
        shown = applicant.check()
        assert "&amp; &lt;b&gt;company&lt;/b&gt;" in shown

    def test_closed_join_page_has_no_form(self, page):
        page.closed, page.closed_text = True, "<p>Back in May.</p>"
        page.save_revision().publish()
        shown = Applicant().open()
        assert 'name="email"' not in shown
        assert "Back in May." in shown

    def test_moved_join_page_accepts_applications(self, page):
        page.slug = "come-in"
        page.save_revision().publish()
        applicant = Applicant()
        applicant.open("/come-in/")
        applicant.check()
        assert applicant.send().status_code == 303
