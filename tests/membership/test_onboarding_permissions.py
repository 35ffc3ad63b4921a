"""Who can complete onboarding, and who is redirected to the status page."""

from functools import partial

import pytest
from django.test import Client

from membership import actions
from membership.models import (
    Application,
    Member,
)
from tests.factories import (
    PASSWORD,
    ApplicationFactory,
    UserFactory,
    open_join_page,
)
from tests.html import assert_valid
from tests.membership.onboarding import (
    ADDRESS,
    DecisionType,
    Newcomer,
    create_link,
    has_no_account,
    is_signed_in,
)

pytestmark = pytest.mark.django_db
HOME = "/members/"


@pytest.fixture(autouse=True)
def _page(home):
    open_join_page(home)


@pytest.fixture
def newcomer():
    return Newcomer()


class TestApplicationState:
    """Without the token of an approved application, the page reveals nothing."""

    @pytest.mark.parametrize("token", ["x", "a" * 43, "a" * 5000, "%00", "é"])
    def test_invalid_token_returns_404(self, token):
        for answer in (
            Client().get(f"/join/application/{token}/set-up/", follow=True),
            Client().post(f"/join/application/{token}/set-up/", {"pseudonym": "x"}, follow=True),
        ):
            assert answer.status_code == 404

    @pytest.mark.parametrize("state", ["unconfirmed", "waiting", "declined"])
    def test_onboarding_requires_approved_application(self, state):
        states = {} if state == "unconfirmed" else {state: True}
        newcomer = Newcomer(ApplicationFactory(email=ADDRESS, **states))
        assert newcomer.browser.get(newcomer.address).headers["Location"] == newcomer.status
        answer = newcomer.browser.post(newcomer.address, {"pseudonym": "Grey Heron"})
        assert (answer.status_code, answer.headers["Location"]) == (303, newcomer.status)
        assert has_no_account()

    def test_second_submit_redirects_to_members_home(self, newcomer):
        newcomer.send()
        answer = newcomer.send(pseudonym="Blue Tit")
        assert (answer.status_code, answer.headers["Location"]) == (303, "/members/")
        assert [member.pseudonym for member in Member.objects.all()] == ["Grey Heron"]

    def test_used_link_reveals_no_data(self, newcomer):
        newcomer.send()
        page = Client().get(newcomer.address, follow=True).content.decode()
        assert "This link does not work" in page
        assert "Grey Heron" not in page

    def test_withdrawn_application_redirects_to_status(self, newcomer):
        newcomer.open()
        actions.withdraw_application(application=newcomer.application)
        answer = newcomer.send()
        assert (answer.status_code, answer.headers["Location"]) == (303, newcomer.status)
        assert has_no_account()

    def test_disallowed_onboarding_redirects_to_status(self, newcomer, monkeypatch):
        def raise_not_allowed(**_):
            raise actions.OnboardingNotAllowed

        monkeypatch.setattr(
            "membership.applications.onboarding_views.complete_onboarding", raise_not_allowed
        )
        assert newcomer.send().headers["Location"] == newcomer.status
        assert not is_signed_in(newcomer.browser)


class TestExistingAccount:
    @pytest.fixture
    def account(self):
        return UserFactory(email=ADDRESS, groups=["Editors"])

    def test_existing_account_requires_sign_in(self, newcomer, account):
        shown = newcomer.open()
        assert_valid(shown)
        assert "You already have an account with this email address. Sign in" in shown
        assert f"/account/login/?next={newcomer.address.replace('/', '%2F')}" in shown
        assert 'name="pseudonym"' not in shown
        assert newcomer.browser.post(newcomer.address, {"pseudonym": "x"}).status_code == 200
        assert not Member.objects.exists()

    def test_login_returns_to_onboarding(self, newcomer, account):
        login = {"login": ADDRESS, "password": PASSWORD, "next": newcomer.address}
        answer = newcomer.browser.post("/account/login/", login)
        assert answer.headers["Location"] == newcomer.address

    def test_signed_in_user_chooses_no_password(self, newcomer, account):
        newcomer.browser.force_login(account)
        shown = newcomer.open()
        assert "password1" not in shown
        assert 'name="sign_in_method"' not in shown
        answer = newcomer.send(password1="something else", password2="something else")
        assert (answer.status_code, answer.headers["Location"]) == (303, HOME)
        member = Member.objects.get()
        assert member.user == account
        assert member.user.check_password(PASSWORD)
        assert set(account.groups.values_list("name", flat=True)) == {"Editors", "Members"}

    def test_other_user_must_sign_out_first(self, newcomer):
        other = UserFactory(email="other@example.org")
        newcomer.browser.force_login(other)
        shown = newcomer.open()
        assert_valid(shown)
        assert "Someone else is signed in on this browser. Sign out" in shown
        assert 'action="/account/logout/"' in shown
        for private in (ADDRESS, "other@example.org", "pseudonym"):
            assert private not in shown
        newcomer.browser.post(newcomer.address, {"pseudonym": "Grey Heron"})
        assert not Member.objects.exists()

    def test_inactive_account_cannot_onboard(self, newcomer):
        UserFactory(email=ADDRESS, is_active=False)
        shown = newcomer.open()
        assert_valid(shown)
        assert "There is a problem with the account" in shown
        assert 'name="pseudonym"' not in shown

    def test_account_created_concurrently_requires_sign_in(self, newcomer):
        newcomer.open()
        UserFactory(email=ADDRESS)
        assert "You already have an account with this email address. Sign in" in newcomer.refused()
        assert not Member.objects.exists()


def test_pending_approval_cannot_onboard(newcomer):
    application = ApplicationFactory(waiting=True)
    team = UserFactory(groups=["Membership team"])
    actions.decide(application=application, by=team, kind=DecisionType.APPROVED)
    path = f"{create_link(application)}set-up/"
    for send in (partial(Client().get, path), partial(Client().post, path, {"pseudonym": "x"})):
        assert send().status_code == 303


def test_onboarding_deletes_other_applications_of_member():
    newcomer = Newcomer()
    email = newcomer.application.email
    waiting = ApplicationFactory(waiting=True, email=email)
    other = ApplicationFactory(waiting=True, email="somebody.else@example.org")
    newcomer.send()
    assert Member.objects.count() == 1
    assert not Application.objects.filter(pk=waiting.pk).exists()
    assert Application.objects.filter(pk=other.pk).exists()
