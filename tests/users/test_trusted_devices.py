"""Trusted devices, which are not locked by attempts from elsewhere."""

from typing import Any

import pytest
from django.test import Client

from tests.factories import PASSWORD, UserFactory
from tests.users.account_client import LOGIN_URL, AccountClient, later
from users import trusted_devices
from users.actions import reset_mfa
from users.models import User

pytestmark = pytest.mark.django_db
TOO_MANY = "Too many attempts."
QUICK_EXIT_URL = "/leave-quickly/"


def is_refused(answer: Any) -> bool:
    return TOO_MANY in answer.content.decode()


@pytest.fixture
def device(home: Any, frozen_time: Any) -> Client:
    """A browser in which Ada has logged in, and which was closed without logging out."""
    person = AccountClient(UserFactory(email="ada@example.org", groups=["Editors"]))
    person.sign_in()
    person.browser.cookies.pop("sessionid")
    return person.browser


def attack(name: str = "ada@example.org") -> None:
    """Many attempts for *name*, from many networks and from this one."""
    for number in range(60):
        browser = Client(REMOTE_ADDR=f"198.51.100.{number}")
        browser.post(LOGIN_URL, {"login": name, "password": "wrong"})
    for _ in range(35):
        Client().post(LOGIN_URL, {"login": name, "password": "wrong"})


def sign_in(browser: Client, password: str = PASSWORD, name: str = "ada@example.org") -> Any:
    return browser.post(LOGIN_URL, {"login": name, "password": password})


# --- The cookie ----------------------------------------------------------------------------------
def test_cookie_is_anonymous_and_limited_to_account_path(device):
    cookie = device.cookies["device"]
    assert cookie["path"] == "/account/"
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert "ada@" not in cookie.value
    assert not cookie["secure"]


@pytest.mark.parametrize(("form_data", "lasts"), [({}, ""), ({"own_device": "on"}, 90 * 24 * 3600)])
def test_cookie_is_persistent_only_on_own_device(home, form_data, lasts):
    cookie = AccountClient(UserFactory()).sign_in(**form_data).cookies["device"]
    assert cookie["max-age"] == lasts


def test_trust_choice_survives_mfa_login(totp_user):
    totp_user.sign_in(own_device="on")
    with later(60):
        assert totp_user.post_code(totp_user.totp_code()).cookies["device"]["max-age"]
    assert "own_device" not in totp_user.browser.session


def test_cookie_is_secure_over_https(settings, home):
    settings.SESSION_COOKIE_SECURE = True
    person = AccountClient(UserFactory())
    assert person.sign_in().cookies["device"]["secure"]


def test_devices_of_one_user_share_no_value(home):
    user = UserFactory()
    values = [AccountClient(user).sign_in().cookies["device"].value for _ in range(2)]
    assert not set(values[0].replace(":", ".").split(".")[:2]) & set(values[1].split("."))


def test_pending_login_sets_no_device_cookie(totp_user):
    assert "device" not in totp_user.sign_in().cookies
    with later(60):
        assert "device" in totp_user.post_code(totp_user.totp_code()).cookies


def test_wrong_password_sets_no_device_cookie(home):
    assert "device" not in sign_in(Client(), "wrong").cookies


# --- Effects -------------------------------------------------------------------------------------
def test_attack_does_not_lock_trusted_device(device):
    attack()
    assert is_refused(sign_in(Client(REMOTE_ADDR="203.0.113.5")))
    assert sign_in(Client()).status_code == 429
    assert sign_in(device).headers["Location"] == "/admin/"


def test_attempts_on_trusted_device_are_limited(device):
    answers = [sign_in(device, "wrong") for _ in range(11)]
    assert [is_refused(answer) for answer in answers] == [False] * 10 + [True]
    assert is_refused(sign_in(device))


def test_attempts_on_trusted_device_are_limited_per_hour(device, frozen_time):
    for number in range(31):
        answer = sign_in(device, "wrong")
        frozen_time.shift(60)
        assert is_refused(answer) == (number == 30)


def test_trusted_device_does_not_help_other_accounts(device):
    UserFactory(email="bob@example.org")
    attack("bob@example.org")
    assert sign_in(device, name="bob@example.org").status_code == 429


def test_code_limit_is_separate_on_trusted_device(totp_user):
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


# --- Expiry and revocation -----------------------------------------------------------------------
def test_new_password_revokes_trusted_device(device, home):
    user = User.objects.get()
    user.set_password("seven quiet otters")
    user.save()
    attack()
    assert sign_in(device, "seven quiet otters").status_code == 429


def test_mfa_reset_revokes_trusted_device(device, rf):
    person = AccountClient(UserFactory(email="bob@example.org"))
    person.sign_in()
    person.add_totp()
    request = rf.post(LOGIN_URL)
    request.COOKIES["device"] = person.browser.cookies["device"].value
    assert trusted_devices.get_trusted_device(request, "bob@example.org")
    reset_mfa(email="bob@example.org")
    assert not trusted_devices.get_trusted_device(request, "bob@example.org")


def test_trusted_device_expires_after_ninety_days(device, frozen_time):
    frozen_time.shift(90 * 24 * 60 * 60 + 1)
    attack()
    assert sign_in(device).status_code == 429


def test_logout_deletes_device_cookie(home):
    person = AccountClient(UserFactory())
    person.sign_in()
    answer = person.browser.post("/account/logout/")
    assert answer.cookies["device"].value == ""
    assert answer.cookies["device"]["path"] == "/account/"


@pytest.mark.parametrize("cookie", ["sessionid", "csrftoken"])
def test_quick_exit_deletes_device_cookie(home, cookie):
    browser = Client()
    browser.cookies[cookie] = "of-yesterday"
    answer = browser.get(QUICK_EXIT_URL, headers={"sec-fetch-site": "same-origin"})
    assert answer.cookies["device"].value == ""


def test_cross_site_request_keeps_device_cookie(home):
    browser = Client()
    browser.cookies["sessionid"] = "of-yesterday"
    answer = browser.get(QUICK_EXIT_URL, headers={"sec-fetch-site": "cross-site"})
    assert not answer.cookies


# --- Enumeration ---------------------------------------------------------------------------------
@pytest.mark.database
def test_made_up_device_cookie_is_ignored(rf, subtests):
    UserFactory(email="ada@example.org")
    for value in ("", "x", "a.b:c:d", "é", "\x00", "." * 5000):
        with subtests.test(value=value):
            request = rf.post(LOGIN_URL)
            request.COOKIES["device"] = value
            assert trusted_devices.get_trusted_device(request, "ada@example.org") == ""


def test_query_count_does_not_depend_on_account(device, rf, django_assert_num_queries):
    request = rf.post(LOGIN_URL)
    request.COOKIES["device"] = device.cookies["device"].value
    trusted_devices.get_trusted_device(request, "ada@example.org")
    for name in ("ada@example.org", "no-one@example.org"):
        with django_assert_num_queries(2):
            trusted_devices.get_trusted_device(request, name)
