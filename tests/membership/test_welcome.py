"""From onboarding to the members' home, with password or passkey, and one welcome message."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.factories import (
    ApplicationFactory,
    SuperuserFactory,
    UserFactory,
    open_join_page,
)
from tests.html import assert_valid
from tests.membership.member_pages import HOME, create_member, get_client, read
from tests.membership.onboarding import ADDRESS, Newcomer
from tests.users.account_client import MFA_URL, AccountClient
from users.models import MEMBERS_GROUP, User

pytestmark = pytest.mark.django_db
GREETING = "You are now a member."
OFFER = "Two-step sign-in protects your account"
MEMBERS_HOME_LINK = '<a class="btn" href="/members/">Continue to members’ home</a>'
ADMIN_LINK = '<a class="btn" href="/admin/">Continue to the admin</a>'


@pytest.fixture(autouse=True)
def _page(home: Any) -> None:
    open_join_page(home)


@pytest.fixture
def newcomer() -> Newcomer:
    return Newcomer()


def signed_in(user: Any) -> AccountClient:
    person = AccountClient(user)
    person.sign_in()
    return person


def codes_page(person: AccountClient) -> str:
    """The page after adding the first passkey."""
    person.add_passkey()
    page = person.get_page("codes/")
    assert_valid(page)
    return page


# --- With a passkey ------------------------------------------------------------------------------
def by_passkey(newcomer: Newcomer) -> AccountClient:
    answer = newcomer.send(sign_in_method="passkey", password1="", password2="")
    assert answer.headers["Location"] == f"{MFA_URL}passkeys/add/"
    return AccountClient(User.objects.get(email=ADDRESS), browser=newcomer.browser)


def test_recovery_codes_page_links_to_members_home(newcomer):
    page = codes_page(by_passkey(newcomer))
    assert page.count("<li>") >= 10
    assert MEMBERS_HOME_LINK in page
    # It is the only button of the page.
    assert page.count('class="btn"') == 1


def test_passkey_member_is_welcomed_without_mfa_offer(newcomer):
    codes_page(by_passkey(newcomer))
    page = read(newcomer.browser)
    assert GREETING in page
    assert OFFER not in page


def test_mfa_overview_links_to_members_home(newcomer):
    person = by_passkey(newcomer)
    assert MEMBERS_HOME_LINK not in person.get_page("")
    person.add_passkey()
    assert MEMBERS_HOME_LINK in person.get_page("")


@pytest.mark.parametrize("groups", [["Editors"], ["Editors", MEMBERS_GROUP]])
def test_recovery_codes_page_links_staff_to_admin(groups):
    person = signed_in(UserFactory(groups=groups))
    page = codes_page(person)
    for shown in (page, person.get_page("")):
        assert ADMIN_LINK in shown
        assert MEMBERS_HOME_LINK not in shown


def test_recovery_codes_page_shows_no_link_to_other_users():
    page = codes_page(signed_in(UserFactory()))
    assert MEMBERS_HOME_LINK not in page
    assert ADMIN_LINK not in page


# --- Welcome message -----------------------------------------------------------------------------
def test_welcome_is_shown_once(newcomer):
    answer = newcomer.send()
    assert answer.headers["Location"] == HOME
    page = read(newcomer.browser)
    assert GREETING in page
    assert OFFER in page
    assert GREETING not in read(newcomer.browser)


def test_welcome_is_shown_to_existing_accounts():
    user = UserFactory(email=ADDRESS)
    browser = signed_in(user).browser
    answer = Newcomer(ApplicationFactory(approved=True, email=ADDRESS), browser).send()
    assert (answer.status_code, answer.headers["Location"]) == (303, HOME)
    assert GREETING in read(browser)
    assert GREETING not in read(browser)


def test_welcome_ignores_query_string(subtests):
    for query in ("welcome=1", "welcome", "has_just_joined=1"):
        with subtests.test(query=query), transaction.atomic():
            assert GREETING not in read(
                get_client(create_member(pseudonym="Alder")), f"{HOME}?{query}"
            )
            staff = Client()
            staff.force_login(SuperuserFactory())
            assert GREETING not in read(staff, f"{HOME}?{query}")
            transaction.set_rollback(True)


def test_invalid_onboarding_sets_no_welcome_flag(newcomer):
    newcomer.refused(pseudonym="")
    newcomer.browser.force_login(create_member(pseudonym="Alder").user)
    assert GREETING not in read(newcomer.browser)
