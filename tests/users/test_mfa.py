"""The second step of signing in: codes from an app, recovery codes, and what is refused."""

import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator

from tests.factories import MemberFactory
from tests.users.person import SIGN_IN, STEP, Person, later
from tests.users.soft_key import app_code

pytestmark = pytest.mark.django_db


# --- Setting up --------------------------------------------------------------------------------
def test_setting_up_an_app_leads_to_ten_recovery_codes(ada):
    response = ada.add_app()
    assert response.headers["Location"] == f"{STEP}codes/"
    assert len(set(ada.codes())) == 10
    assert "10 left" in ada.sees("")


def test_a_wrong_first_code_sets_nothing_up_and_keeps_the_picture(ada):
    letters = re.search(r'class="letters">([A-Z2-7 ]+)<', ada.sees("app/"))[1]
    page = ada.browser.post(STEP + "app/", {"code": "000000"}).content.decode()
    assert "Is the clock of your phone right?" in page
    assert letters in page
    assert letters in ada.sees("app/")
    assert not Authenticator.objects.exists()


def test_a_member_may_have_a_second_step_too(home):
    person = Person(MemberFactory())
    person.sign_in()
    person.add_app()
    assert "Go on to the admin" not in person.sees("")
    elsewhere = Person(person.user)
    assert elsewhere.sign_in().headers["Location"] == f"{STEP}sign-in/"


def test_a_new_app_takes_the_place_of_the_old_one(careful):
    careful.sign_in()
    with later(60):
        careful.type_code(careful.app_code())
        old = careful.letters
        careful.add_app()
        assert careful.letters != old
    assert Authenticator.objects.filter(type="totp").count() == 1
    with later(180):
        again = Person(careful.user)
        again.sign_in()
        assert "does not fit" in again.type_code(app_code(old)).content.decode()
        assert again.type_code(careful.app_code()).status_code == 302


def test_taking_the_app_away_takes_its_codes_along(ada):
    ada.add_app()
    assert ada.browser.post(STEP + "app/remove/").headers["Location"] == STEP
    assert not Authenticator.objects.exists()
    assert Person(ada.user).sign_in().headers["Location"] == "/admin/"


# --- Signing in --------------------------------------------------------------------------------
def test_the_password_alone_opens_nothing(careful):
    assert careful.sign_in().headers["Location"] == f"{STEP}sign-in/"
    assert not careful.is_in
    assert careful.browser.get("/admin/").headers["Location"].startswith(SIGN_IN)


def test_a_code_opens_the_account(careful):
    careful.sign_in()
    with later(60):
        assert careful.type_code(careful.app_code()).headers["Location"] == "/admin/"
    assert careful.browser.get("/admin/").status_code == 200


def test_people_go_on_to_where_they_were_going(careful):
    careful.sign_in(next="/admin/pages/")
    with later(60):
        assert careful.type_code(careful.app_code()).headers["Location"] == "/admin/pages/"


@pytest.mark.parametrize("spelling", ["{0} {1}", " {0}{1} ", "{0}-{1}"])
def test_spaces_in_a_code_do_no_harm(careful, spelling):
    careful.sign_in()
    with later(60):
        code = careful.app_code()
        assert careful.type_code(spelling.format(code[:3], code[3:])).status_code == 302


@pytest.mark.database
@pytest.mark.parametrize("seconds", [0, 31, 59])
def test_a_code_that_was_used_opens_nothing_as_long_as_a_clock_may_be_wrong(careful, seconds):
    with time_machine.travel("2030-03-01 12:00:29", tick=False) as clock:
        careful.sign_in()
        # The phone's clock is half a minute ahead, so its code is good for one and a half.
        code = careful.app_code(30)
        assert careful.type_code(code).status_code == 302
        clock.shift(seconds)
        again = Person(careful.user)
        again.sign_in()
        assert "has been used already" in again.type_code(code).content.decode()
        assert not again.is_in


def test_the_code_that_set_the_app_up_opens_nothing_more(ada):
    with time_machine.travel("2026-03-01 12:00:05", tick=False):
        ada.add_app()
        again = Person(ada.user)
        again.sign_in()
        assert "has been used already" in again.type_code(ada.app_code()).content.decode()


def test_a_clock_that_was_wrong_once_locks_nobody_out(careful):
    for moment in ("2040-01-01 12:00", "2030-01-01 12:00"):
        with time_machine.travel(moment, tick=False):
            person = Person(careful.user)
            person.sign_in()
            assert person.type_code(careful.app_code()).status_code == 302


def test_codes_of_an_hour_ago_open_nothing(careful):
    careful.sign_in()
    code = careful.app_code(-3600)
    assert "does not fit" in careful.type_code(code).content.decode()


@pytest.mark.database
def test_a_recovery_code_opens_the_account_once(ada):
    ada.add_app()
    code = ada.codes()[3]
    first, second = Person(ada.user), Person(ada.user)
    first.sign_in()
    assert first.type_code(code).headers["Location"] == "/admin/"
    assert "9 left" in first.sees("")
    assert code not in first.codes()
    second.sign_in()
    assert "has been used already" in second.type_code(code).content.decode()


def test_new_recovery_codes_end_the_old_ones(ada):
    ada.add_app()
    old = ada.codes()
    assert ada.browser.post(STEP + "codes/new/").headers["Location"] == f"{STEP}codes/"
    assert not set(old) & set(ada.codes())
    again = Person(ada.user)
    again.sign_in()
    assert "does not fit" in again.type_code(old[0]).content.decode()


def test_who_came_in_with_a_recovery_code_may_make_new_ones_and_stays_in(ada):
    ada.add_app()
    again = Person(ada.user)
    again.sign_in()
    again.type_code(ada.codes()[0])
    again.browser.post(STEP + "codes/new/")
    assert again.browser.get("/admin/").status_code == 200


def test_the_file_of_codes_does_not_say_what_they_open(ada):
    ada.add_app()
    response = ada.browser.get(STEP + "codes/recovery-codes.txt")
    assert response.headers["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.content.decode().split() == ada.codes()
