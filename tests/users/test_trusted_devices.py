"""Devices on which somebody has signed in before: nobody else's tries lock them out there."""

from typing import Any

import pytest
from django.test import Client

from tests.factories import PASSWORD, UserFactory
from tests.users.account_client import LOGIN_URL, AccountClient, later
from users import trusted_devices
from users.actions import reset_mfa
from users.models import User

pytestmark = pytest.mark.django_db
TOO_MANY = "Too many tries."
WAY_OUT = "/leave-quickly/"


def is_refused(answer: Any) -> bool:
    return TOO_MANY in answer.content.decode()


@pytest.fixture
def device(home: Any, clock: Any) -> Client:
    """A browser in which Ada has signed in, and which was closed without signing out."""
    person = AccountClient(UserFactory(email="ada@example.org", groups=["Editors"]))
    person.sign_in()
    person.browser.cookies.pop("sessionid")
    return person.browser


def attack(name: str = "ada@example.org") -> None:
    """Everybody tries that name, from here and from everywhere."""
    for number in range(60):
        browser = Client(REMOTE_ADDR=f"198.51.100.{number}")
        browser.post(LOGIN_URL, {"login": name, "password": "wrong"})
    for _ in range(35):
        Client().post(LOGIN_URL, {"login": name, "password": "wrong"})


def sign_in(browser: Client, password: str = PASSWORD, name: str = "ada@example.org") -> Any:
    return browser.post(LOGIN_URL, {"login": name, "password": password})


# --- What it is ----------------------------------------------------------------------------------
def test_the_cookie_names_nobody_and_is_sent_to_sign_in_alone(device):
    cookie = device.cookies["device"]
    assert cookie["path"] == "/account/"
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert "ada@" not in cookie.value
    assert not cookie["secure"]


@pytest.mark.parametrize(("said", "lasts"), [({}, ""), ({"own_device": "on"}, 90 * 24 * 3600)])
def test_it_outlives_the_browser_only_on_a_device_of_ones_own(home, said, lasts):
    cookie = AccountClient(UserFactory()).sign_in(**said).cookies["device"]
    assert cookie["max-age"] == lasts


def test_what_was_said_of_the_device_holds_through_the_second_step(totp_user):
    totp_user.sign_in(own_device="on")
    with later(60):
        assert totp_user.post_code(totp_user.totp_code()).cookies["device"]["max-age"]
    assert "own_device" not in totp_user.browser.session


def test_over_https_it_is_secure(settings, home):
    settings.SESSION_COOKIE_SECURE = True
    person = AccountClient(UserFactory())
    assert person.sign_in().cookies["device"]["secure"]


def test_two_devices_of_one_person_have_nothing_in_common(home):
    user = UserFactory()
    values = [AccountClient(user).sign_in().cookies["device"].value for _ in range(2)]
    assert not set(values[0].replace(":", ".").split(".")[:2]) & set(values[1].split("."))


def test_half_way_through_signing_in_there_is_none(totp_user):
    assert "device" not in totp_user.sign_in().cookies
    with later(60):
        assert "device" in totp_user.post_code(totp_user.totp_code()).cookies


def test_who_types_a_wrong_password_gets_none(home):
    assert "device" not in sign_in(Client(), "wrong").cookies


# --- What it does --------------------------------------------------------------------------------
def test_nobody_locks_a_person_out_where_they_are_known(device):
    attack()
    assert is_refused(sign_in(Client(REMOTE_ADDR="203.0.113.5")))
    assert sign_in(Client()).status_code == 429
    assert sign_in(device).headers["Location"] == "/admin/"


def test_even_there_guessing_has_an_end(device):
    answers = [sign_in(device, "wrong") for _ in range(11)]
    assert [is_refused(answer) for answer in answers] == [False] * 10 + [True]
    assert is_refused(sign_in(device))


def test_guesses_there_have_an_end_within_the_hour_too(device, clock):
    for number in range(31):
        answer = sign_in(device, "wrong")
        clock.shift(60)
        assert is_refused(answer) == (number == 30)


def test_it_spares_no_other_account(device):
    UserFactory(email="bob@example.org")
    attack("bob@example.org")
    assert sign_in(device, name="bob@example.org").status_code == 429


def test_wrong_codes_of_others_do_not_lock_the_second_step_there(totp_user):
    totp_user.sign_in()
    with later(60):
        totp_user.post_code(totp_user.totp_code())
    totp_user.browser.cookies.pop("sessionid")
    thief = AccountClient(totp_user.user, browser=Client(REMOTE_ADDR="203.0.113.5"))
    thief.sign_in()
    for _ in range(6):
        answer = thief.post_code("000000")
    assert is_refused(answer)
    with later(120):
        totp_user.sign_in()
        assert totp_user.post_code(totp_user.totp_code()).headers["Location"] == "/admin/"


# --- What ends it --------------------------------------------------------------------------------
def test_a_new_password_ends_it(device, home):
    user = User.objects.get()
    user.set_password("seven quiet otters")
    user.save()
    attack()
    assert sign_in(device, "seven quiet otters").status_code == 429


def test_a_reset_ends_it(device, rf):
    person = AccountClient(UserFactory(email="bob@example.org"))
    person.sign_in()
    person.add_totp()
    request = rf.post(LOGIN_URL)
    request.COOKIES["device"] = person.browser.cookies["device"].value
    assert trusted_devices.get_trusted_device(request, "bob@example.org")
    reset_mfa(email="bob@example.org")
    assert not trusted_devices.get_trusted_device(request, "bob@example.org")


def test_ninety_days_end_it(device, clock):
    clock.shift(90 * 24 * 60 * 60 + 1)
    attack()
    assert sign_in(device).status_code == 429


def test_signing_out_takes_it_away(home):
    person = AccountClient(UserFactory())
    person.sign_in()
    answer = person.browser.post("/account/logout/")
    assert answer.cookies["device"].value == ""
    assert answer.cookies["device"]["path"] == "/account/"


@pytest.mark.parametrize("cookie", ["sessionid", "csrftoken"])
def test_leaving_quickly_takes_it_away(home, cookie):
    browser = Client()
    browser.cookies[cookie] = "of-yesterday"
    answer = browser.get(WAY_OUT, headers={"sec-fetch-site": "same-origin"})
    assert answer.cookies["device"].value == ""


def test_no_other_site_can_take_it_away(home):
    browser = Client()
    browser.cookies["sessionid"] = "of-yesterday"
    answer = browser.get(WAY_OUT, headers={"sec-fetch-site": "cross-site"})
    assert not answer.cookies


# --- What it does not tell -----------------------------------------------------------------------
@pytest.mark.database
def test_a_made_up_one_is_worth_nothing(rf, subtests):
    UserFactory(email="ada@example.org")
    for value in ("", "x", "a.b:c:d", "é", "\x00", "." * 5000):
        with subtests.test(value=value):
            request = rf.post(LOGIN_URL)
            request.COOKIES["device"] = value
            assert trusted_devices.get_trusted_device(request, "ada@example.org") == ""


def test_it_costs_the_same_whether_or_not_there_is_such_an_account(
    device, rf, django_assert_num_queries
):
    request = rf.post(LOGIN_URL)
    request.COOKIES["device"] = device.cookies["device"].value
    trusted_devices.get_trusted_device(request, "ada@example.org")
    for name in ("ada@example.org", "no-one@example.org"):
        with django_assert_num_queries(2):
            trusted_devices.get_trusted_device(request, name)
