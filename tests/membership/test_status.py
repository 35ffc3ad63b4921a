"""The status page of an undecided application: what happens next, questions and answers."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from membership.models import (
    Application,
    ApplicationDecision,
    ApplicationTextSettings,
)
from tests.factories import ApplicationFactory, UserFactory, open_join_page
from tests.membership.applicant import get_newest_link
from tests.membership.onboarding import (
    OTHER_KEYS,
    DecisionType,
    Newcomer,
    buttons,
    create_decided_application,
    create_link,
    decide_application,
    get_valid_page,
    press,
    read,
)

pytestmark = pytest.mark.django_db
QUESTION = "Which <b>team</b> do you work in?\nAnd since when?"


@pytest.fixture(autouse=True)
def _page(home):
    open_join_page(home)


class TestWaiting:
    def test_waiting_page_shows_answer_date(self):
        moment = timezone.make_aware(datetime(2026, 11, 22, 23, 30))
        with time_machine.travel(moment, tick=False):
            shown = read(create_link(ApplicationFactory(waiting=True, confirmed_at=moment)))
        assert "We will answer by 6 December 2026." in shown
        assert buttons(shown) == {"withdraw"}

    def test_waiting_page_uses_text_settings(self):
        text_settings = ApplicationTextSettings.load()
        text_settings.answer_within_days, text_settings.next_text = 3, "By {by}. {Braces} stay."
        text_settings.save()
        moment = timezone.make_aware(datetime(2026, 3, 30, 12))
        with time_machine.travel(moment, tick=False):
            shown = read(create_link(ApplicationFactory(waiting=True, confirmed_at=moment)))
        assert "By 2 April 2026. {Braces} stay." in shown

    @pytest.mark.parametrize(
        "kind", [DecisionType.APPROVED, DecisionType.DECLINED, DecisionType.ASKED]
    )
    def test_pending_decision_is_not_shown(self, kind):
        link = create_link(
            create_decided_application(kind, is_final=False, text="Words.", reason="Why.")
        )
        shown = read(link)
        assert "We have received your application" in shown
        assert "Words." not in shown
        assert Client().get(f"{link}set-up/").status_code == 303
        press(link, "answer", answer="Ward 3")
        assert not ApplicationDecision.objects.exclude(replied_at=None).exists()


class TestQuestion:
    @pytest.fixture
    def link(self):
        create_decided_application(DecisionType.ASKED, text=QUESTION)
        return get_newest_link()

    def test_question_is_shown_with_answer_field(self, link):
        shown = read(link)
        assert "We have a question" in shown
        assert "Which &lt;b&gt;team&lt;/b&gt; do you work in?\nAnd since when?" in shown
        assert 'name="answer"' in shown
        assert buttons(shown) == {"answer", "withdraw"}

    def test_answer_is_stored_shown_and_notifies_team(self, link):
        mail.outbox.clear()
        answer = press(link, "answer", answer="  Ward <3>,\n since May ")
        assert (answer.status_code, answer.headers["Location"]) == (303, link)
        decision = ApplicationDecision.objects.get()
        assert decision.reply.replace("\r", "") == "  Ward <3>,\n since May "
        assert Application.objects.get().state == Application.State.WAITING
        assert [email.subject for email in mail.outbox] == ["An item is waiting for you"]
        shown = read(link)
        assert "We have received your application" in shown
        assert "do you work in?" in shown
        assert "Ward &lt;3&gt;,\n since May" in shown.replace("\r", "")
        assert 'name="answer"' not in shown

    def test_answer_restarts_answer_period(self, link):
        with time_machine.travel(timezone.now() + timedelta(days=30), tick=False):
            press(link, "answer", answer="Ward 3")
            day = timezone.localdate() + timedelta(days=14)
            assert f"by {day:%-d %B %Y}" in read(link)

    def test_second_question_keeps_first_answer(self, link):
        press(link, "answer", answer="Ward 3")
        decide_application(Application.objects.get(), DecisionType.ASKED, text="And which town?")
        shown = read(get_newest_link())
        assert "And which town?" in shown
        assert "Ward 3" in shown
        press(get_newest_link(), "answer", answer="Ely")
        shown = read(get_newest_link())
        assert shown.index("Ward 3") < shown.index("And which town?") < shown.index("Ely")

    def test_empty_answer_shows_error(self, link, subtests):
        for answer in ("", "  \n "):
            with subtests.test(answer=answer):
                shown = get_valid_page(press(link, "answer", answer=answer))
                assert "Enter your answer" in shown
                assert "<title>Error: " in shown
                assert ApplicationDecision.objects.get().replied_at is None

    def test_too_long_answer_is_returned(self, link):
        shown = get_valid_page(press(link, "answer", answer="Ward 3 " + "x" * 20_000))
        assert "Your answer must be 20,000 characters or fewer" in shown
        assert "Ward 3 xxx" in shown
        assert ApplicationDecision.objects.get().replied_at is None

    @pytest.mark.database
    def test_answer_of_max_length_is_accepted(self, link):
        assert press(link, "answer", answer="x" * 20_000).status_code == 303
        assert len(ApplicationDecision.objects.get().reply) == 20_000

    @pytest.mark.database
    def test_null_character_shows_error(self, link):
        shown = press(link, "answer", answer="Ward\0 3").content.decode()
        assert "contains a character we cannot store" in shown

    @pytest.mark.database
    def test_answer_sent_twice_is_stored_once(self, link):
        press(link, "answer", answer="Ward 3\r\nsince May")
        shown = get_valid_page(press(link, "answer", answer="Ward 3\nsince May"))
        assert "was not sent" not in shown

    @pytest.mark.database
    def test_late_answer_is_returned(self, link):
        press(link, "answer", answer="Ward 3")
        shown = get_valid_page(press(link, "answer", answer="Ward <4>"))
        assert "your answer was not sent" in shown
        assert "Ward &lt;4&gt;" in shown
        assert ApplicationDecision.objects.get().reply == "Ward 3"

    @pytest.mark.database
    def test_answer_to_withdrawn_application_is_returned(self, link):
        press(link, "withdraw")
        answer = press(link, "answer", answer="Ward 3")
        assert answer.status_code == 404
        assert "Ward 3" in get_valid_page(answer)
        assert not Application.objects.exists()

    def test_lost_key_shows_unreadable_text(self, link, settings):
        press(link, "answer", answer="Ward 3")
        settings.FIELD_ENCRYPTION_KEYS = OTHER_KEYS
        assert "We cannot show this at the moment" in read(link)


def test_unconfirmed_application_with_lost_key_shows_unreadable_text(settings):
    link = create_link(ApplicationFactory())
    settings.FIELD_ENCRYPTION_KEYS = OTHER_KEYS
    assert "Confirm your email address" in read(link)
    assert "We cannot show this at the moment" in get_valid_page(press(link, "confirm"))
    assert Application.objects.get().state == Application.State.UNCONFIRMED


@pytest.mark.parametrize("state", ["waiting", "approved", "declined"])
def test_resend_email_is_identical_for_every_state(state):
    ApplicationFactory(**{state: True, "email": "robin@example.org"})
    Client().post("/join/resend/", {"email": "robin@example.org"})
    Client().post("/join/resend/", {"email": "nobody@example.org"})
    known, unknown = (email.body.split("/application/") for email in mail.outbox)
    assert known[0] == unknown[0]
    assert known[1].partition("\n")[2] == unknown[1].partition("\n")[2]


def test_redacted_application_has_no_status_page():
    link = create_link(application := ApplicationFactory(approved=True))
    application.redact(timezone.now())
    assert "This link does not work" in read(link, 404)


def test_superseded_link_cannot_onboard():
    newcomer = Newcomer()
    create_link(newcomer.application)
    assert "This link does not work" in read(newcomer.status, 404)
    assert Client().get(newcomer.address).headers["Location"] == newcomer.status


def test_status_page_shows_staff_no_more():
    link = create_link(create_decided_application(DecisionType.DECLINED, text="Kind words."))
    browser = Client()
    browser.force_login(UserFactory(groups=["Membership team"]))
    assert "Kind words." in browser.get(link).content.decode()
    assert browser.get(link).headers["Cache-Control"] == "private, no-store"


def test_overdue_page_states_no_answer_date(home):
    application = ApplicationFactory(waiting=True)
    link = create_link(application)
    text_settings = ApplicationTextSettings.load()
    with time_machine.travel(timezone.localtime() + timedelta(days=14), tick=False):
        assert text_settings.overdue_text not in read(link)
    with time_machine.travel(timezone.localtime() + timedelta(days=15), tick=False):
        page = read(link)
    assert text_settings.overdue_text in page
    assert "at the latest" not in page
