"""The second step of signing in: what is refused, what lies where, and what is told."""

import re
from urllib.parse import urlencode

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client

from config.secret_keys import generate_field_encryption_key
from tests.factories import PASSWORD, UserFactory
from tests.html import assert_one_first_heading, assert_valid
from tests.users.account_client import LOGIN_URL, MFA_URL, AccountClient, later
from tests.users.software_authenticator import totp_code

pytestmark = pytest.mark.django_db


# --- What is refused ---------------------------------------------------------------------------
def test_without_the_password_there_is_no_second_step(client, totp_user):
    assert client.get(MFA_URL + "sign-in/").headers["Location"] == LOGIN_URL
    assert client.post(MFA_URL + "sign-in/", {"code": "1"}).headers["Location"] == LOGIN_URL


def test_a_step_that_was_taken_away_meanwhile_leads_back_to_signing_in(totp_user):
    totp_user.sign_in()
    Authenticator.objects.all().delete()
    response = totp_user.browser.get(MFA_URL + "sign-in/", follow=True)
    assert response.redirect_chain == [(LOGIN_URL, 302)]
    assert totp_user.sign_in().headers["Location"] == "/admin/"


def test_who_is_half_way_can_turn_back(totp_user):
    totp_user.sign_in()
    assert totp_user.browser.get(LOGIN_URL).headers["Location"] == f"{MFA_URL}sign-in/"
    totp_user.browser.post("/account/logout/")
    assert totp_user.browser.get(LOGIN_URL).status_code == 200


def test_a_new_password_by_mail_does_not_stand_in_for_the_second_step(totp_user):
    browser = totp_user.browser
    browser.post("/account/password/reset/", {"email": totp_user.user.email})
    link = re.search(r"http://testserver(/account/password/reset/key/\S+)", mail.outbox[-1].body)[1]
    form = browser.get(link, follow=True).request["PATH_INFO"]
    new = {"password1": "seven quiet otters", "password2": "seven quiet otters"}
    assert browser.post(form, new).headers["Location"] == f"{MFA_URL}sign-in/"
    assert not totp_user.is_signed_in


ADDRESSES = ["", "app/", "app/remove/", "codes/", "codes/new/", "passkeys/add/", "reauthenticate/"]
ADDRESSES += ["codes/recovery-codes.txt", "passkeys/1/name/", "passkeys/1/remove/"]
ADDRESSES += ["reauthenticate/passkey/", "reauthenticate/password/"]


def test_strangers_are_sent_to_sign_in_and_nothing_of_theirs_is_kept(client, home, subtests):
    for address in ADDRESSES:
        with subtests.test(address=address):
            for response in (
                client.get(MFA_URL + address),
                client.post(MFA_URL + address, {"code": "a" * 99}),
            ):
                assert response.headers["Location"] == f"{LOGIN_URL}?next={MFA_URL}{address}"
                assert response.headers["Cache-Control"] == "private, no-store"
            assert not Session.objects.exists()


def test_no_page_about_it_is_stored(ada, subtests):
    ada.add_totp()
    for address in (*ADDRESSES, "sign-in/", "passkeys/sign-in/"):
        with subtests.test(address=address):
            response = ada.browser.get(MFA_URL + address)
            assert response.headers["Cache-Control"] == "private, no-store"


def test_nobody_touches_a_passkey_of_somebody_else(ada):
    other = AccountClient(UserFactory())
    other.sign_in()
    other.add_passkey()
    pk = Authenticator.objects.get(type="webauthn").pk
    for address in (f"passkeys/{pk}/name/", f"passkeys/{pk}/remove/", f"passkeys/{10**30}/name/"):
        assert ada.browser.get(MFA_URL + address).status_code == 404
        assert ada.browser.post(MFA_URL + address, {"name": "mine"}).status_code == 404


def test_every_form_needs_its_token(ada):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = ada.browser.cookies
    for address in ("app/", "codes/new/", "passkeys/add/", "reauthenticate/"):
        assert strict.post(MFA_URL + address, {}).status_code == 403


# --- Showing once more that it is them ---------------------------------------------------------
def test_after_five_minutes_a_change_asks_for_the_password(ada):
    with later(301):
        response = ada.browser.get(MFA_URL + "app/")
        way = response.headers["Location"]
        assert way == f"{MFA_URL}reauthenticate/password/?{urlencode({'next': MFA_URL + 'app/'})}"
        assert "Your present password" in ada.browser.get(way).content.decode()
        wrong = ada.browser.post(way, {"password": "wrong"})
        assert "not your present password" in wrong.content.decode()
        right = ada.browser.post(way, {"password": PASSWORD})
        assert right.headers["Location"] == f"{MFA_URL}app/"
        assert ada.browser.get(MFA_URL + "app/").status_code == 200


def test_what_was_being_sent_is_not_kept_meanwhile(ada):
    """allauth would keep it in the session, with the visitor's network address."""
    with later(301):
        ada.browser.post(MFA_URL + "app/", {"code": "123456"}, REMOTE_ADDR="192.0.2.77")
    kept = str(dict(ada.browser.session))
    assert "123456" not in kept
    assert "192.0.2.77" not in kept


def test_a_session_from_before_the_second_step_changes_nothing_about_it(ada):
    before = AccountClient(ada.user)
    before.sign_in()
    ada.add_totp()
    for address in ("app/", "app/remove/", "codes/", "codes/new/", "passkeys/add/"):
        for response in (
            before.browser.get(MFA_URL + address),
            before.browser.post(MFA_URL + address),
        ):
            assert response.headers["Location"].startswith(f"{MFA_URL}reauthenticate/?next=")
    # The password is no way round.
    response = before.browser.get(f"{MFA_URL}reauthenticate/password/")
    assert response.headers["Location"] == f"{MFA_URL}reauthenticate/"
    change = before.browser.get("/account/password/change/")
    assert change.headers["Location"].startswith(f"{MFA_URL}reauthenticate/")
    assert Authenticator.objects.count() == 2


# --- What lies where ---------------------------------------------------------------------------
@pytest.mark.database
def test_secrets_lie_encrypted_in_rows_and_sessions(ada):
    letters = re.search(r'class="letters">([A-Z2-7 ]+)<', ada.get_page("app/"))[1].replace(" ", "")
    assert letters not in str(dict(ada.browser.session))
    ada.add_totp()
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        rows = [row[0] for row in cursor.fetchall()]
    for row in rows:
        assert '"k1:' in row
        assert letters not in row
        assert not any(code in row for code in ada.get_recovery_codes())


def test_a_lost_key_is_answered_like_a_wrong_code(totp_user, settings):
    codes = get_totp_user_codes(totp_user)
    settings.FIELD_ENCRYPTION_KEYS = [generate_field_encryption_key()]
    again = AccountClient(totp_user.user)
    again.sign_in()
    for code in (totp_user.totp_code(60), codes[0]):
        response = again.post_code(code)
        assert response.status_code == 200
        assert "a recovery code or a passkey" in response.content.decode()


def get_totp_user_codes(totp_user: AccountClient) -> list[str]:
    totp_user.sign_in()
    with later(60):
        totp_user.post_code(totp_user.totp_code())
    return totp_user.get_recovery_codes()


def test_codes_that_cannot_be_read_are_made_anew(ada, settings):
    ada.add_totp()
    settings.FIELD_ENCRYPTION_KEYS = [generate_field_encryption_key()]
    assert "10 left" in ada.get_page("")
    assert "cannot be read just now" in ada.get_page("codes/")
    assert "cannot be read just now" in ada.get_page("codes/recovery-codes.txt")
    assert ada.browser.post(MFA_URL + "codes/new/").status_code == 302
    assert len(ada.get_recovery_codes()) == 10


# --- Pages and letters -------------------------------------------------------------------------
def test_pages_are_sound(ada):
    for _ in range(2):
        for address in ("", "app/", "passkeys/add/", "codes/new/", "reauthenticate/password/"):
            page = ada.get_page(address)
            assert_valid(page)
            assert_one_first_heading(page)
        ada.add_totp() if not ada.totp_secret else None
    for address in ("codes/", "app/remove/", "reauthenticate/"):
        assert_valid(ada.get_page(address))


def test_each_change_is_told_by_one_letter_that_says_nothing_of_it(ada):
    changes = [
        ada.add_totp,
        ada.add_passkey,
        lambda: ada.browser.post(MFA_URL + "codes/new/"),
        lambda: ada.browser.post(MFA_URL + "app/remove/"),
        lambda: ada.browser.post(
            f"{MFA_URL}passkeys/{Authenticator.objects.get(type='webauthn').pk}/remove/"
        ),
    ]
    for number, change in enumerate(changes, 1):
        change()
        assert len(mail.outbox) == number
    bodies = {letter.body for letter in mail.outbox}
    assert len(bodies) == 1
    assert all(letter.to == ["ada@example.org"] for letter in mail.outbox)
    (body,) = bodies
    assert f"http://testserver{MFA_URL}" in body
    assert not re.search(r"passkey|app\b|\d{6}", body)


def test_a_change_that_cannot_be_told_of_is_not_made(ada, settings):
    letters = re.search(r'class="letters">([A-Z2-7 ]+)<', ada.get_page("app/"))[1]
    settings.EMAIL_BACKEND = "tests.users.failing_email_backends.FullDiskBackend"
    ada.browser.raise_request_exception = False
    response = ada.browser.post(MFA_URL + "app/", {"code": totp_code(letters)})
    assert response.status_code == 503
    assert not Authenticator.objects.exists()


@pytest.mark.database
def test_odd_codes_are_answered_with_words(totp_user, subtests):
    totp_user.sign_in()
    for odd in ("", "\x00", "x" * 100_000, "１２３４５６", "é" * 6, "-", "<b>"):
        with subtests.test(odd=odd):
            # Each is a first try: none is refused for how many there were.
            cache.clear()
            response = totp_user.post_code(odd)
            assert response.status_code == 200
            assert 'role="alert"' in response.content.decode()
