"""The status page once it is decided: approved, set up, declined."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from core.models import NavigationSettings
from home.models import StandardPage
from membership import actions
from membership.models import (
    Application,
    ApplicationDecision,
    ApplicationToken,
    MembershipStatistic,
)
from tests.factories import ApplicationFactory, MemberFactory, open_join_page, publish
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
from users.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _page(home):
    open_join_page(home)


class TestApproved:
    @pytest.fixture
    def link(self):
        create_decided_application(DecisionType.APPROVED, reason="A kind letter.")
        return get_newest_link()

    def test_it_leads_to_setting_up_without_repeating_the_secret(self, link):
        shown = read(link)
        assert "Yes. Welcome" in shown
        assert 'href="set-up/"' in shown
        assert link.split("/")[-2] not in shown
        assert "A kind letter." not in shown
        assert buttons(shown) == {"withdraw"}

    def test_after_a_week_it_asks_to_have_a_new_link_sent_which_sets_up(self, link):
        with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
            shown = read(link)
            assert "This link can no longer set up your membership" in shown
            assert 'href="set-up/"' not in shown
            assert 'href="/join/resend/"' in shown
            assert Client().get(f"{link}set-up/").headers["Location"] == link
            Client().post("/join/resend/", {"email": "robin@example.org"})
            assert Client().get(f"{get_newest_link()}set-up/").status_code == 200
        with time_machine.travel(timezone.now() + timedelta(days=8, minutes=2)):
            assert Client().get(f"{get_newest_link()}set-up/").status_code == 303

    def test_withdrawn_nothing_of_it_is_left(self, link):
        assert press(link, "withdraw").headers["Location"] == "/join/withdrawn/"
        assert not Application.objects.exists()
        assert not ApplicationToken.objects.exists()
        assert "nothing behind this link" in read(link, 404)

    @pytest.mark.database
    def test_nobody_sets_it_up_and_it_is_purged_on_its_day_and_counted(self, link):
        with time_machine.travel(timezone.localtime() + timedelta(days=29)):
            actions.purge_applications()
        assert Application.objects.exists()
        with time_machine.travel(timezone.localtime() + timedelta(days=30)):
            actions.purge_applications()
            assert "nothing behind this link" in read(link, 404)
            assert Client().get(f"{link}set-up/").headers["Location"] == link
        assert not Application.objects.exists()
        statistics = dict(MembershipStatistic.objects.values_list("event", "number"))
        assert statistics["not set up"] == 1

    def test_whoever_is_a_member_by_another_application_is_told_so(self, link):
        MemberFactory(email="robin@example.org")
        shown = read(link)
        assert "You are a member already" in shown
        assert 'href="/account/login/"' in shown
        press(link, "withdraw")
        assert not Application.objects.exists()

    def test_with_a_lost_key_it_stays_calm_and_can_be_withdrawn(self, link, settings):
        settings.FIELD_ENCRYPTION_KEYS = OTHER_KEYS
        assert "Yes. Welcome" in read(link)
        answer = Client().get(f"{link}set-up/")
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "private, no-store")
        assert "This cannot be read at the moment" in get_valid_page(answer)
        press(link, "withdraw")
        assert not Application.objects.exists()


class TestSetUp:
    @pytest.fixture
    def newcomer(self):
        newcomer = Newcomer()
        newcomer.send()
        return newcomer

    def test_the_link_is_spent_and_says_nothing_of_them_any_more(self, newcomer):
        shown = read(newcomer.status, status=404)
        assert "There is nothing behind this link" in shown
        assert "You are a member" not in shown

    def test_a_new_one_says_so_and_leads_to_signing_in(self, newcomer):
        shown = read(create_link(Application.objects.get()))
        assert "You are a member" in shown
        assert 'href="/account/login/"' in shown
        assert buttons(shown) == set()

    def test_who_is_signed_in_is_led_home(self, newcomer):
        shown = get_valid_page(newcomer.browser.get(create_link(Application.objects.get())))
        assert 'class="btn" href="/members/"' in shown

    def test_a_mailbox_that_is_theirs_no_more_learns_nothing(self, newcomer):
        User.objects.update(email="elsewhere@example.org")
        shown = read(create_link(Application.objects.get()), status=404)
        assert "There is nothing behind this link" in shown

    def test_it_cannot_be_withdrawn_any_more(self, newcomer):
        press(newcomer.status, "withdraw")
        press(create_link(Application.objects.get()), "withdraw")
        assert Application.objects.get().member


class TestDeclined:
    @pytest.fixture
    def link(self, home):
        contact = publish(home, StandardPage, title="Contact", slug="contact")
        NavigationSettings.objects.update_or_create(defaults={"contact_page": contact})
        create_decided_application(
            DecisionType.DECLINED, text="We are <sorry>.\n\nTruly.", reason="Not a health worker."
        )
        return get_newest_link()

    def test_it_says_the_teams_words_how_to_ask_again_and_other_places(self, link):
        shown = read(link)
        assert "<p>We are &lt;sorry&gt;.</p>" in shown
        assert "<p>Truly.</p>" in shown
        assert "You may apply again at any time." in shown
        assert 'href="/contact/"' in shown
        assert "There are other places" in shown
        assert buttons(shown) == {"withdraw"}

    def test_the_teams_own_reason_is_not_told(self, link):
        assert "health worker." not in read(link)

    def test_withdrawn_nothing_of_it_is_left(self, link):
        press(link, "withdraw")
        assert not Application.objects.exists()
        assert not ApplicationDecision.objects.exists()

    def test_with_a_lost_key_it_stays_calm(self, link, settings):
        settings.FIELD_ENCRYPTION_KEYS = OTHER_KEYS
        assert "This cannot be read at the moment" in read(link)

    def test_purged_there_is_nothing(self, link):
        with time_machine.travel(timezone.localtime() + timedelta(days=30)):
            actions.purge_applications()
            assert "nothing behind this link" in read(link, 404)


@pytest.mark.database
def test_the_answer_leaves_although_the_clock_was_put_back_over_midnight():
    with time_machine.travel("2027-06-02 00:05Z") as traveller:
        application = ApplicationFactory(waiting=True)
        traveller.move_to("2027-06-01 12:00Z")
        decision = decide_application(application, DecisionType.DECLINED, text="Kind words.")
    assert decision.purge_on
    assert MembershipStatistic.objects.get(event="days").number == 0
