"""MFA with TOTP and recovery codes."""

import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator

from tests.factories import MemberFactory
from tests.users.account_client import LOGIN_URL, MFA_URL, AccountClient, later
from tests.users.software_authenticator import totp_code

pytestmark = pytest.mark.django_db


# --- Setup -------------------------------------------------------------------------------------
def test_totp_setup_creates_ten_recovery_codes(ada):
    response = ada.add_totp()
    assert response.headers["Location"] == f"{MFA_URL}codes/"
    assert len(set(ada.get_recovery_codes())) == 10
    assert "10 codes left" in ada.get_page("")


def test_wrong_first_code_keeps_pending_secret(ada):
    secret = re.search(r'class="secret-characters">([A-Z2-7 ]+)<', ada.get_page("app/"))[1]
    page = ada.browser.post(MFA_URL + "app/", {"code": "000000"}).content.decode()
    assert "Check that the time on your phone is correct" in page
    assert secret in page
    assert secret in ada.get_page("app/")
    assert not Authenticator.objects.exists()


def test_member_can_set_up_totp(home):
    person = AccountClient(MemberFactory())
    person.sign_in()
    person.add_totp()
    assert "Continue to the admin" not in person.get_page("")
    other_client = AccountClient(person.user)
    assert other_client.sign_in().headers["Location"] == f"{MFA_URL}sign-in/"


def test_new_totp_replaces_old_one(totp_user):
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
        assert "The code is wrong" in again.post_code(totp_code(old)).content.decode()
        assert again.post_code(totp_user.totp_code()).status_code == 302


def test_removing_totp_removes_recovery_codes(ada):
    ada.add_totp()
    assert ada.browser.post(MFA_URL + "app/remove/").headers["Location"] == MFA_URL
    assert not Authenticator.objects.exists()
    assert AccountClient(ada.user).sign_in().headers["Location"] == "/admin/"


# --- Login -------------------------------------------------------------------------------------
def test_password_without_code_does_not_log_in(totp_user):
    assert totp_user.sign_in().headers["Location"] == f"{MFA_URL}sign-in/"
    assert not totp_user.is_signed_in
    assert totp_user.browser.get("/admin/").headers["Location"].startswith(LOGIN_URL)


def test_totp_code_logs_in(totp_user):
    totp_user.sign_in()
    with later(60):
        assert totp_user.post_code(totp_user.totp_code()).headers["Location"] == "/admin/"
    assert totp_user.browser.get("/admin/").status_code == 200


def test_mfa_login_redirects_to_next(totp_user):
    totp_user.sign_in(next="/admin/pages/")
    with later(60):
        assert totp_user.post_code(totp_user.totp_code()).headers["Location"] == "/admin/pages/"


@pytest.mark.parametrize("spelling", ["{0} {1}", " {0}{1} ", "{0}-{1}"])
def test_code_ignores_spaces_and_dashes(totp_user, spelling):
    totp_user.sign_in()
    with later(60):
        code = totp_user.totp_code()
        assert totp_user.post_code(spelling.format(code[:3], code[3:])).status_code == 302


@pytest.mark.database
@pytest.mark.parametrize("seconds", [0, 31, 59])
def test_used_code_is_refused_within_tolerance(totp_user, seconds):
    with time_machine.travel("2030-03-01 12:00:29", tick=False) as frozen_time:
        totp_user.sign_in()
        # The phone's clock is 30 seconds fast, so its code is valid for 90 seconds.
        code = totp_user.totp_code(30)
        assert totp_user.post_code(code).status_code == 302
        frozen_time.shift(seconds)
        again = AccountClient(totp_user.user)
        again.sign_in()
        assert "has already been used" in again.post_code(code).content.decode()
        assert not again.is_signed_in


def test_setup_code_cannot_be_reused(ada):
    with time_machine.travel("2026-03-01 12:00:05", tick=False):
        ada.add_totp()
        again = AccountClient(ada.user)
        again.sign_in()
        assert "has already been used" in again.post_code(ada.totp_code()).content.decode()


def test_wrong_system_time_does_not_lock_account(totp_user):
    for moment in ("2040-01-01 12:00", "2030-01-01 12:00"):
        with time_machine.travel(moment, tick=False):
            person = AccountClient(totp_user.user)
            person.sign_in()
            assert person.post_code(totp_user.totp_code()).status_code == 302


def test_old_code_is_refused(totp_user):
    totp_user.sign_in()
    code = totp_user.totp_code(-3600)
    assert "The code is wrong" in totp_user.post_code(code).content.decode()


@pytest.mark.database
def test_recovery_code_is_accepted_once(ada):
    ada.add_totp()
    code = ada.get_recovery_codes()[3]
    first, second = AccountClient(ada.user), AccountClient(ada.user)
    first.sign_in()
    assert first.post_code(code).headers["Location"] == "/admin/"
    assert "9 codes left" in first.get_page("")
    assert code not in first.get_recovery_codes()
    second.sign_in()
    assert "has already been used" in second.post_code(code).content.decode()


def test_new_recovery_codes_replace_old_ones(ada):
    ada.add_totp()
    old = ada.get_recovery_codes()
    assert ada.browser.post(MFA_URL + "codes/new/").headers["Location"] == f"{MFA_URL}codes/"
    assert not set(old) & set(ada.get_recovery_codes())
    again = AccountClient(ada.user)
    again.sign_in()
    assert "The code is wrong" in again.post_code(old[0]).content.decode()


def test_recovery_code_login_can_generate_new_codes(ada):
    ada.add_totp()
    again = AccountClient(ada.user)
    again.sign_in()
    again.post_code(ada.get_recovery_codes()[0])
    again.browser.post(MFA_URL + "codes/new/")
    assert again.browser.get("/admin/").status_code == 200


def test_downloaded_codes_do_not_name_site(ada):
    ada.add_totp()
    response = ada.browser.get(MFA_URL + "codes/recovery-codes.txt")
    assert response.headers["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.content.decode().split() == ada.get_recovery_codes()
