"""From set-up to the members' home: by password or passkey, and greeted there once."""

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
GREETING = "You are a member now."
OFFER = "a second step keeps them out"
MEMBERS_HOME_LINK = '<a class="btn" href="/members/">Go on to the members’ home</a>'
ADMIN_LINK = '<a class="btn" href="/admin/">Go on to the admin</a>'


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
    """Where adding the first passkey leads."""
    person.add_passkey()
    page = person.get_page("codes/")
    assert_valid(page)
    return page


# --- With a passkey ------------------------------------------------------------------------------
def by_passkey(newcomer: Newcomer) -> AccountClient:
    answer = newcomer.send(sign_in_method="passkey", password1="", password2="")
    assert answer.headers["Location"] == f"{MFA_URL}passkeys/add/"
    return AccountClient(User.objects.get(email=ADDRESS), browser=newcomer.browser)


def test_after_the_passkey_the_codes_are_shown_and_the_main_way_leads_home(newcomer):
    page = codes_page(by_passkey(newcomer))
    assert page.count("<li>") >= 10
    assert MEMBERS_HOME_LINK in page
    # Nothing else is as large.
    assert page.count('class="btn"') == 1


def test_who_takes_that_way_is_greeted_and_has_a_second_step_already(newcomer):
    codes_page(by_passkey(newcomer))
    page = read(newcomer.browser)
    assert GREETING in page
    assert OFFER not in page


def test_the_overview_of_signing_in_leads_home_as_well(newcomer):
    person = by_passkey(newcomer)
    assert MEMBERS_HOME_LINK not in person.get_page("")
    person.add_passkey()
    assert MEMBERS_HOME_LINK in person.get_page("")


@pytest.mark.parametrize("groups", [["Editors"], ["Editors", MEMBERS_GROUP]])
def test_staff_go_on_to_the_admin_as_before(groups):
    person = signed_in(UserFactory(groups=groups))
    page = codes_page(person)
    for shown in (page, person.get_page("")):
        assert ADMIN_LINK in shown
        assert MEMBERS_HOME_LINK not in shown


def test_who_is_neither_is_led_to_neither():
    page = codes_page(signed_in(UserFactory()))
    assert MEMBERS_HOME_LINK not in page
    assert ADMIN_LINK not in page


# --- Greeted once --------------------------------------------------------------------------------
def test_the_greeting_stands_there_once_at_an_address_that_says_nothing(newcomer):
    answer = newcomer.send()
    assert answer.headers["Location"] == HOME
    page = read(newcomer.browser)
    assert GREETING in page
    assert OFFER in page
    assert GREETING not in read(newcomer.browser)


def test_who_had_an_account_before_is_greeted_as_well():
    user = UserFactory(email=ADDRESS)
    browser = signed_in(user).browser
    answer = Newcomer(ApplicationFactory(approved=True, email=ADDRESS), browser).send()
    assert (answer.status_code, answer.headers["Location"]) == (303, HOME)
    assert GREETING in read(browser)
    assert GREETING not in read(browser)


def test_nobody_is_greeted_who_asks_for_it(subtests):
    for query in ("welcome=1", "welcome", "has_just_joined=1"):
        with subtests.test(query=query), transaction.atomic():
            assert GREETING not in read(
                get_client(create_member(pseudonym="Alder")), f"{HOME}?{query}"
            )
            staff = Client()
            staff.force_login(SuperuserFactory())
            assert GREETING not in read(staff, f"{HOME}?{query}")
            transaction.set_rollback(True)


def test_a_form_that_is_refused_greets_nobody(newcomer):
    newcomer.refused(pseudonym="")
    newcomer.browser.force_login(create_member(pseudonym="Alder").user)
    assert GREETING not in read(newcomer.browser)
