"""The status page of an approved, onboarded or declined application."""

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

    def test_approved_page_links_to_onboarding_without_token(self, link):
        shown = read(link)
        assert "You have been approved" in shown
        assert 'href="set-up/"' in shown
        assert link.split("/")[-2] not in shown
        assert "A kind letter." not in shown
        assert buttons(shown) == {"withdraw"}

    def test_expired_approval_link_offers_a_new_one(self, link):
        with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
            shown = read(link)
            assert "Get a new link to set up your membership." in shown
            assert 'href="set-up/"' not in shown
            assert 'href="/join/resend/"' in shown
            assert Client().get(f"{link}set-up/").headers["Location"] == link
            Client().post("/join/resend/", {"email": "robin@example.org"})
            assert Client().get(f"{get_newest_link()}set-up/").status_code == 200
        with time_machine.travel(timezone.now() + timedelta(days=8, minutes=2)):
            assert Client().get(f"{get_newest_link()}set-up/").status_code == 303

    def test_withdraw_deletes_application(self, link):
        assert press(link, "withdraw").headers["Location"] == "/join/withdrawn/"
        assert not Application.objects.exists()
        assert not ApplicationToken.objects.exists()
        assert "This link does not work" in read(link, 404)

    @pytest.mark.database
    def test_approved_application_is_purged_and_counted(self, link):
        with time_machine.travel(timezone.localtime() + timedelta(days=29)):
            actions.purge_applications()
        assert Application.objects.exists()
        with time_machine.travel(timezone.localtime() + timedelta(days=30)):
            actions.purge_applications()
            assert "This link does not work" in read(link, 404)
            assert Client().get(f"{link}set-up/").headers["Location"] == link
        assert not Application.objects.exists()
        statistics = dict(MembershipStatistic.objects.values_list("event", "number"))
        assert statistics["abandoned"] == 1

    def test_approved_page_links_members_to_login(self, link):
        MemberFactory(email="robin@example.org")
        shown = read(link)
        assert "You are already a member" in shown
        assert 'href="/account/login/"' in shown
        press(link, "withdraw")
        assert not Application.objects.exists()

    def test_approved_application_with_lost_key_can_be_withdrawn(self, link, settings):
        settings.FIELD_ENCRYPTION_KEYS = OTHER_KEYS
        assert "You have been approved" in read(link)
        answer = Client().get(f"{link}set-up/")
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "private, no-store")
        assert "We cannot show this at the moment" in get_valid_page(answer)
        press(link, "withdraw")
        assert not Application.objects.exists()


class TestOnboarded:
    @pytest.fixture
    def newcomer(self):
        newcomer = Newcomer()
        newcomer.send()
        return newcomer

    def test_used_link_returns_404(self, newcomer):
        shown = read(newcomer.status, status=404)
        assert "This link does not work" in shown
        assert "Your membership is set up" not in shown

    def test_new_link_leads_member_to_login(self, newcomer):
        shown = read(create_link(Application.objects.get()))
        assert "Your membership is set up" in shown
        assert 'href="/account/login/"' in shown
        assert buttons(shown) == set()

    def test_signed_in_member_is_linked_to_members_home(self, newcomer):
        shown = get_valid_page(newcomer.browser.get(create_link(Application.objects.get())))
        assert 'class="btn" href="/members/"' in shown

    def test_link_to_former_email_returns_404(self, newcomer):
        User.objects.update(email="elsewhere@example.org")
        shown = read(create_link(Application.objects.get()), status=404)
        assert "This link does not work" in shown

    def test_onboarded_application_cannot_be_withdrawn(self, newcomer):
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

    def test_declined_page_shows_text_and_support(self, link):
        shown = read(link)
        assert "<p>We are &lt;sorry&gt;.</p>" in shown
        assert "<p>Truly.</p>" in shown
        assert "If you think our decision was unfair, contact us." in shown
        assert 'href="/contact/"' in shown
        assert "Other places support people" in shown
        assert buttons(shown) == {"withdraw"}

    def test_declined_page_hides_internal_reason(self, link):
        assert "health worker." not in read(link)

    def test_withdraw_deletes_application(self, link):
        press(link, "withdraw")
        assert not Application.objects.exists()
        assert not ApplicationDecision.objects.exists()

    def test_lost_key_shows_unreadable_text(self, link, settings):
        settings.FIELD_ENCRYPTION_KEYS = OTHER_KEYS
        assert "We cannot show this at the moment" in read(link)

    def test_purged_application_returns_404(self, link):
        with time_machine.travel(timezone.localtime() + timedelta(days=30)):
            actions.purge_applications()
            assert "This link does not work" in read(link, 404)


@pytest.mark.database
def test_decision_survives_time_moved_back():
    with time_machine.travel("2027-06-02 00:05Z") as traveller:
        application = ApplicationFactory(waiting=True)
        traveller.move_to("2027-06-01 12:00Z")
        decision = decide_application(application, DecisionType.DECLINED, text="Kind words.")
    assert decision.purge_on
    assert MembershipStatistic.objects.get(event="days").number == 0
