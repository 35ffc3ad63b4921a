"""The second step of signing in: codes from an app, recovery codes, and what is refused."""

import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator

from tests.factories import MemberFactory
from tests.users.account_client import LOGIN_URL, MFA_URL, AccountClient, later
from tests.users.software_authenticator import totp_code

pytestmark = pytest.mark.django_db


# --- Setting up --------------------------------------------------------------------------------
def test_setting_up_an_app_leads_to_ten_recovery_codes(ada):
    response = ada.add_totp()
    assert response.headers["Location"] == f"{MFA_URL}codes/"
    assert len(set(ada.get_recovery_codes())) == 10
    assert "10 left" in ada.get_page("")


def test_a_wrong_first_code_sets_nothing_up_and_keeps_the_picture(ada):
    letters = re.search(r'class="letters">([A-Z2-7 ]+)<', ada.get_page("app/"))[1]
    page = ada.browser.post(MFA_URL + "app/", {"code": "000000"}).content.decode()
    assert "Is the clock of your phone right?" in page
    assert letters in page
    assert letters in ada.get_page("app/")
    assert not Authenticator.objects.exists()


def test_a_member_may_have_a_second_step_too(home):
    person = AccountClient(MemberFactory())
    person.sign_in()
    person.add_totp()
    assert "Go on to the admin" not in person.get_page("")
    elsewhere = AccountClient(person.user)
    assert elsewhere.sign_in().headers["Location"] == f"{MFA_URL}sign-in/"


def test_a_new_app_takes_the_place_of_the_old_one(totp_user):
    totp_user.sign_in()
    with later(60):
        totp_user.post_code(totp_user.totp_code())
        old = totp_user.totp_secret
        totp_user.add_totp()
        assert totp_user.totp_secret != old
    assert Authenticator.objects.filter(type="totp").count() == 1
    with later(180):
        again = AccountClient(totp_user.user)
        again.sign_in()
        assert "does not fit" in again.post_code(totp_code(old)).content.decode()
        assert again.post_code(totp_user.totp_code()).status_code == 302


def test_taking_the_app_away_takes_its_codes_along(ada):
    ada.add_totp()
    assert ada.browser.post(MFA_URL + "app/remove/").headers["Location"] == MFA_URL
    assert not Authenticator.objects.exists()
    assert AccountClient(ada.user).sign_in().headers["Location"] == "/admin/"


# --- Signing in --------------------------------------------------------------------------------
def test_the_password_alone_opens_nothing(totp_user):
    assert totp_user.sign_in().headers["Location"] == f"{MFA_URL}sign-in/"
    assert not totp_user.is_signed_in
    assert totp_user.browser.get("/admin/").headers["Location"].startswith(LOGIN_URL)


def test_a_code_opens_the_account(totp_user):
    totp_user.sign_in()
    with later(60):
        assert totp_user.post_code(totp_user.totp_code()).headers["Location"] == "/admin/"
    assert totp_user.browser.get("/admin/").status_code == 200


def test_people_go_on_to_where_they_were_going(totp_user):
    totp_user.sign_in(next="/admin/pages/")
    with later(60):
        assert totp_user.post_code(totp_user.totp_code()).headers["Location"] == "/admin/pages/"


@pytest.mark.parametrize("spelling", ["{0} {1}", " {0}{1} ", "{0}-{1}"])
def test_spaces_in_a_code_do_no_harm(totp_user, spelling):
    totp_user.sign_in()
    with later(60):
        code = totp_user.totp_code()
        assert totp_user.post_code(spelling.format(code[:3], code[3:])).status_code == 302


@pytest.mark.database
@pytest.mark.parametrize("seconds", [0, 31, 59])
def test_a_code_that_was_used_opens_nothing_as_long_as_a_clock_may_be_wrong(totp_user, seconds):
    with time_machine.travel("2030-03-01 12:00:29", tick=False) as clock:
        totp_user.sign_in()
        # The phone's clock is half a minute ahead, so its code is good for one and a half.
        code = totp_user.totp_code(30)
        assert totp_user.post_code(code).status_code == 302
        clock.shift(seconds)
        again = AccountClient(totp_user.user)
        again.sign_in()
        assert "has been used already" in again.post_code(code).content.decode()
        assert not again.is_signed_in


def test_the_code_that_set_the_app_up_opens_nothing_more(ada):
    with time_machine.travel("2026-03-01 12:00:05", tick=False):
        ada.add_totp()
        again = AccountClient(ada.user)
        again.sign_in()
        assert "has been used already" in again.post_code(ada.totp_code()).content.decode()


def test_a_clock_that_was_wrong_once_locks_nobody_out(totp_user):
    for moment in ("2040-01-01 12:00", "2030-01-01 12:00"):
        with time_machine.travel(moment, tick=False):
            person = AccountClient(totp_user.user)
            person.sign_in()
            assert person.post_code(totp_user.totp_code()).status_code == 302


def test_codes_of_an_hour_ago_open_nothing(totp_user):
    totp_user.sign_in()
    code = totp_user.totp_code(-3600)
    assert "does not fit" in totp_user.post_code(code).content.decode()


@pytest.mark.database
def test_a_recovery_code_opens_the_account_once(ada):
    ada.add_totp()
    code = ada.get_recovery_codes()[3]
    first, second = AccountClient(ada.user), AccountClient(ada.user)
    first.sign_in()
    assert first.post_code(code).headers["Location"] == "/admin/"
    assert "9 left" in first.get_page("")
    assert code not in first.get_recovery_codes()
    second.sign_in()
    assert "has been used already" in second.post_code(code).content.decode()


def test_new_recovery_codes_end_the_old_ones(ada):
    ada.add_totp()
    old = ada.get_recovery_codes()
    assert ada.browser.post(MFA_URL + "codes/new/").headers["Location"] == f"{MFA_URL}codes/"
    assert not set(old) & set(ada.get_recovery_codes())
    again = AccountClient(ada.user)
    again.sign_in()
    assert "does not fit" in again.post_code(old[0]).content.decode()


def test_who_came_in_with_a_recovery_code_may_make_new_ones_and_stays_in(ada):
    ada.add_totp()
    again = AccountClient(ada.user)
    again.sign_in()
    again.post_code(ada.get_recovery_codes()[0])
    again.browser.post(MFA_URL + "codes/new/")
    assert again.browser.get("/admin/").status_code == 200


def test_the_file_of_codes_does_not_say_what_they_open(ada):
    ada.add_totp()
    response = ada.browser.get(MFA_URL + "codes/recovery-codes.txt")
    assert response.headers["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.content.decode().split() == ada.get_recovery_codes()
