"""The status page while the team reads: what comes next, what it asks, and the answer."""

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
    def test_it_says_what_comes_next_and_by_when(self):
        moment = timezone.make_aware(datetime(2026, 11, 22, 23, 30))
        with time_machine.travel(moment, tick=False):
            shown = read(create_link(ApplicationFactory(waiting=True, confirmed_at=moment)))
        assert "We answer by 6 December 2026 at the latest" in shown
        assert buttons(shown) == {"withdraw"}

    def test_the_editors_say_how_long_it_takes_and_in_which_words(self):
        words = ApplicationTextSettings.load()
        words.answer_within_days, words.next_text = 3, "By {by}. {Braces} stay."
        words.save()
        moment = timezone.make_aware(datetime(2026, 3, 30, 12))
        with time_machine.travel(moment, tick=False):
            shown = read(create_link(ApplicationFactory(waiting=True, confirmed_at=moment)))
        assert "By 2 April 2026. {Braces} stay." in shown

    @pytest.mark.parametrize(
        "kind", [DecisionType.APPROVED, DecisionType.DECLINED, DecisionType.ASKED]
    )
    def test_what_can_still_be_undone_has_not_happened(self, kind):
        link = create_link(
            create_decided_application(kind, is_final=False, text="Words.", reason="Why.")
        )
        shown = read(link)
        assert "We have your application" in shown
        assert "Words." not in shown
        assert Client().get(f"{link}set-up/").status_code == 303
        press(link, "answer", answer="Ward 3")
        assert not ApplicationDecision.objects.exclude(replied_at=None).exists()


class TestAsked:
    @pytest.fixture
    def link(self):
        create_decided_application(DecisionType.ASKED, text=QUESTION)
        return get_newest_link()

    def test_the_question_stands_there_with_a_box(self, link):
        shown = read(link)
        assert "We have a question" in shown
        assert "Which &lt;b&gt;team&lt;/b&gt; do you work in?\nAnd since when?" in shown
        assert 'name="answer"' in shown
        assert buttons(shown) == {"answer", "withdraw"}

    def test_the_answer_goes_to_the_team_and_both_stay_to_be_read(self, link):
        mail.outbox.clear()
        answer = press(link, "answer", answer="  Ward <3>,\n since May ")
        assert (answer.status_code, answer.headers["Location"]) == (303, link)
        asked = ApplicationDecision.objects.get()
        assert asked.reply.replace("\r", "") == "  Ward <3>,\n since May "
        assert Application.objects.get().state == Application.State.WAITING
        assert [email.subject for email in mail.outbox] == ["One item is waiting"]
        shown = read(link)
        assert "We have your application" in shown
        assert "do you work in?" in shown
        assert "Ward &lt;3&gt;,\n since May" in shown.replace("\r", "")
        assert 'name="answer"' not in shown

    def test_from_the_answer_on_the_days_count_anew(self, link):
        with time_machine.travel(timezone.now() + timedelta(days=30), tick=False):
            press(link, "answer", answer="Ward 3")
            day = timezone.localdate() + timedelta(days=14)
            assert f"by {day:%-d %B %Y}" in read(link)

    def test_asked_again_the_first_answer_stays_to_be_read(self, link):
        press(link, "answer", answer="Ward 3")
        decide_application(Application.objects.get(), DecisionType.ASKED, text="And which town?")
        shown = read(get_newest_link())
        assert "And which town?" in shown
        assert "Ward 3" in shown
        press(get_newest_link(), "answer", answer="Ely")
        shown = read(get_newest_link())
        assert shown.index("Ward 3") < shown.index("And which town?") < shown.index("Ely")

    def test_an_empty_answer_is_not_sent(self, link, subtests):
        for answer in ("", "  \n "):
            with subtests.test(answer=answer):
                shown = get_valid_page(press(link, "answer", answer=answer))
                assert "Please write an answer." in shown
                assert "<title>Error: " in shown
                assert ApplicationDecision.objects.get().replied_at is None

    def test_one_that_is_too_long_is_kept_in_the_box(self, link):
        shown = get_valid_page(press(link, "answer", answer="Ward 3 " + "x" * 20_000))
        assert "Please shorten your answer to 20,000 characters at most." in shown
        assert "Ward 3 xxx" in shown
        assert ApplicationDecision.objects.get().replied_at is None

    @pytest.mark.database
    def test_twenty_thousand_characters_are_taken(self, link):
        assert press(link, "answer", answer="x" * 20_000).status_code == 303
        assert len(ApplicationDecision.objects.get().reply) == 20_000

    @pytest.mark.database
    def test_a_sign_that_cannot_be_kept_is_said(self, link):
        shown = press(link, "answer", answer="Ward\0 3").content.decode()
        assert "holds a sign that cannot be kept" in shown

    @pytest.mark.database
    def test_sent_twice_it_is_sent_once_and_nothing_is_said_of_it(self, link):
        press(link, "answer", answer="Ward 3\r\nsince May")
        shown = get_valid_page(press(link, "answer", answer="Ward 3\nsince May"))
        assert "was not sent" not in shown

    @pytest.mark.database
    def test_another_answer_that_comes_too_late_is_given_back(self, link):
        press(link, "answer", answer="Ward 3")
        shown = get_valid_page(press(link, "answer", answer="Ward <4>"))
        assert "this was not sent" in shown
        assert "Ward &lt;4&gt;" in shown
        assert ApplicationDecision.objects.get().reply == "Ward 3"

    @pytest.mark.database
    def test_an_answer_to_what_was_withdrawn_is_given_back_and_kept_nowhere(self, link):
        press(link, "withdraw")
        answer = press(link, "answer", answer="Ward 3")
        assert answer.status_code == 404
        assert "Ward 3" in get_valid_page(answer)
        assert not Application.objects.exists()

    def test_with_a_lost_key_it_stays_calm(self, link, settings):
        press(link, "answer", answer="Ward 3")
        settings.FIELD_ENCRYPTION_KEYS = OTHER_KEYS
        assert "This cannot be read at the moment" in read(link)


def test_unconfirmed_with_a_lost_key_it_stays_calm(settings):
    link = create_link(ApplicationFactory())
    settings.FIELD_ENCRYPTION_KEYS = OTHER_KEYS
    assert "One more step" in read(link)
    assert "This cannot be read at the moment" in get_valid_page(press(link, "confirm"))
    assert Application.objects.get().state == Application.State.UNCONFIRMED


@pytest.mark.parametrize("state", ["waiting", "approved", "declined"])
def test_every_state_gets_the_same_mail_when_the_link_is_asked_for(state):
    ApplicationFactory(**{state: True, "email": "robin@example.org"})
    Client().post("/join/resend/", {"email": "robin@example.org"})
    Client().post("/join/resend/", {"email": "nobody@example.org"})
    known, unknown = (email.body.split("/application/") for email in mail.outbox)
    assert known[0] == unknown[0]
    assert known[1].partition("\n")[2] == unknown[1].partition("\n")[2]


def test_emptied_ones_are_behind_no_link():
    link = create_link(application := ApplicationFactory(approved=True))
    application.redact(timezone.now())
    assert "nothing behind this link" in read(link, 404)


def test_a_link_that_was_replaced_sets_nothing_up():
    newcomer = Newcomer()
    create_link(newcomer.application)
    assert "nothing behind this link" in read(newcomer.status, 404)
    assert Client().get(newcomer.address).headers["Location"] == newcomer.status


def test_staff_who_have_declined_read_nothing_more_than_anybody_else():
    link = create_link(create_decided_application(DecisionType.DECLINED, text="Kind words."))
    browser = Client()
    browser.force_login(UserFactory(groups=["Membership team"]))
    assert "Kind words." in browser.get(link).content.decode()
    assert browser.get(link).headers["Cache-Control"] == "private, no-store"


def test_a_day_that_has_passed_is_not_promised_any_more(home):
    application = ApplicationFactory(waiting=True)
    link = create_link(application)
    words = ApplicationTextSettings.load()
    with time_machine.travel(timezone.localtime() + timedelta(days=14), tick=False):
        assert words.overdue_text not in read(link)
    with time_machine.travel(timezone.localtime() + timedelta(days=15), tick=False):
        page = read(link)
    assert words.overdue_text in page
    assert "at the latest" not in page
