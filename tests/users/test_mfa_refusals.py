"""MFA: refusals, reauthentication, encryption and emails."""

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


# --- Refusals ----------------------------------------------------------------------------------
def test_mfa_challenge_requires_password(client, totp_user):
    assert client.get(MFA_URL + "sign-in/").headers["Location"] == LOGIN_URL
    assert client.post(MFA_URL + "sign-in/", {"code": "1"}).headers["Location"] == LOGIN_URL


def test_removed_authenticator_redirects_to_login(totp_user):
    totp_user.sign_in()
    Authenticator.objects.all().delete()
    response = totp_user.browser.get(MFA_URL + "sign-in/", follow=True)
    assert response.redirect_chain == [(LOGIN_URL, 302)]
    assert totp_user.sign_in().headers["Location"] == "/admin/"


def test_pending_login_can_be_cancelled(totp_user):
    totp_user.sign_in()
    assert totp_user.browser.get(LOGIN_URL).headers["Location"] == f"{MFA_URL}sign-in/"
    totp_user.browser.post("/account/logout/")
    assert totp_user.browser.get(LOGIN_URL).status_code == 200


def test_password_reset_does_not_skip_mfa(totp_user):
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


def test_mfa_pages_require_login_and_create_no_session(client, home, subtests):
    for address in ADDRESSES:
        with subtests.test(address=address):
            for response in (
                client.get(MFA_URL + address),
                client.post(MFA_URL + address, {"code": "a" * 99}),
            ):
                assert response.headers["Location"] == f"{LOGIN_URL}?next={MFA_URL}{address}"
                assert response.headers["Cache-Control"] == "private, no-store"
            assert not Session.objects.exists()


def test_mfa_pages_are_never_cached(ada, subtests):
    ada.add_totp()
    for address in (*ADDRESSES, "sign-in/", "passkeys/sign-in/"):
        with subtests.test(address=address):
            response = ada.browser.get(MFA_URL + address)
            assert response.headers["Cache-Control"] == "private, no-store"


def test_passkeys_of_other_users_return_404(ada):
    other = AccountClient(UserFactory())
    other.sign_in()
    other.add_passkey()
    pk = Authenticator.objects.get(type="webauthn").pk
    for address in (f"passkeys/{pk}/name/", f"passkeys/{pk}/remove/", f"passkeys/{10**30}/name/"):
        assert ada.browser.get(MFA_URL + address).status_code == 404
        assert ada.browser.post(MFA_URL + address, {"name": "mine"}).status_code == 404


def test_mfa_forms_require_csrf_token(ada):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = ada.browser.cookies
    for address in ("app/", "codes/new/", "passkeys/add/", "reauthenticate/"):
        assert strict.post(MFA_URL + address, {}).status_code == 403


# --- Reauthentication --------------------------------------------------------------------------
def test_change_after_five_minutes_requires_password(ada):
    with later(301):
        response = ada.browser.get(MFA_URL + "app/")
        url = response.headers["Location"]
        assert url == f"{MFA_URL}reauthenticate/password/?{urlencode({'next': MFA_URL + 'app/'})}"
        assert "Current password" in ada.browser.get(url).content.decode()
        wrong = ada.browser.post(url, {"password": "wrong"})
        assert "Your current password is wrong" in wrong.content.decode()
        right = ada.browser.post(url, {"password": PASSWORD})
        assert right.headers["Location"] == f"{MFA_URL}app/"
        assert ada.browser.get(MFA_URL + "app/").status_code == 200


def test_submitted_data_is_not_kept_for_reauthentication(ada):
    """allauth would store it in the session, with the user's IP address."""
    with later(301):
        ada.browser.post(MFA_URL + "app/", {"code": "123456"}, REMOTE_ADDR="192.0.2.77")
    stored = str(dict(ada.browser.session))
    assert "123456" not in stored
    assert "192.0.2.77" not in stored


def test_session_without_mfa_cannot_change_mfa(ada):
    before = AccountClient(ada.user)
    before.sign_in()
    ada.add_totp()
    for address in ("app/", "app/remove/", "codes/", "codes/new/", "passkeys/add/"):
        for response in (
            before.browser.get(MFA_URL + address),
            before.browser.post(MFA_URL + address),
        ):
            assert response.headers["Location"].startswith(f"{MFA_URL}reauthenticate/?next=")
    # The password alone is not sufficient.
    response = before.browser.get(f"{MFA_URL}reauthenticate/password/")
    assert response.headers["Location"] == f"{MFA_URL}reauthenticate/"
    change = before.browser.get("/account/password/change/")
    assert change.headers["Location"].startswith(f"{MFA_URL}reauthenticate/")
    assert Authenticator.objects.count() == 2


# --- Storage -----------------------------------------------------------------------------------
@pytest.mark.database
def test_secrets_are_stored_encrypted(ada):
    secret = re.search(r'class="secret-characters">([A-Z2-7 ]+)<', ada.get_page("app/"))[1].replace(
        " ", ""
    )
    assert secret not in str(dict(ada.browser.session))
    ada.add_totp()
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        rows = [row[0] for row in cursor.fetchall()]
    for row in rows:
        assert '"k1:' in row
        assert secret not in row
        assert not any(code in row for code in ada.get_recovery_codes())


def test_missing_key_gets_wrong_code_error(totp_user, settings):
    codes = get_totp_user_codes(totp_user)
    settings.FIELD_ENCRYPTION_KEYS = [generate_field_encryption_key()]
    again = AccountClient(totp_user.user)
    again.sign_in()
    for code in (totp_user.totp_code(60), codes[0]):
        response = again.post_code(code)
        assert response.status_code == 200
        assert "a recovery code or passkey" in response.content.decode()


def get_totp_user_codes(totp_user: AccountClient) -> list[str]:
    totp_user.sign_in()
    with later(60):
        totp_user.post_code(totp_user.totp_code())
    return totp_user.get_recovery_codes()


def test_unreadable_recovery_codes_can_be_replaced(ada, settings):
    ada.add_totp()
    settings.FIELD_ENCRYPTION_KEYS = [generate_field_encryption_key()]
    assert "10 codes left" in ada.get_page("")
    assert "We cannot show your recovery codes." in ada.get_page("codes/")
    assert "We cannot show your recovery codes." in ada.get_page("codes/recovery-codes.txt")
    assert ada.browser.post(MFA_URL + "codes/new/").status_code == 302
    assert len(ada.get_recovery_codes()) == 10


# --- Pages and emails --------------------------------------------------------------------------
def test_mfa_pages_are_valid_html(ada):
    for _ in range(2):
        for address in ("", "app/", "passkeys/add/", "codes/new/", "reauthenticate/password/"):
            page = ada.get_page(address)
            assert_valid(page)
            assert_one_first_heading(page)
        ada.add_totp() if not ada.totp_secret else None
    for address in ("codes/", "app/remove/", "reauthenticate/"):
        assert_valid(ada.get_page(address))


def test_each_change_sends_one_neutral_email(ada):
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
    bodies = {message.body for message in mail.outbox}
    assert len(bodies) == 1
    assert all(message.to == ["ada@example.org"] for message in mail.outbox)
    (body,) = bodies
    assert f"http://testserver{MFA_URL}" in body
    assert not re.search(r"passkey|app\b|\d{6}", body)


def test_failing_queue_rolls_change_back(ada, settings):
    secret = re.search(r'class="secret-characters">([A-Z2-7 ]+)<', ada.get_page("app/"))[1]
    settings.EMAIL_BACKEND = "tests.users.failing_email_backends.FullDiskBackend"
    ada.browser.raise_request_exception = False
    response = ada.browser.post(MFA_URL + "app/", {"code": totp_code(secret)})
    assert response.status_code == 503
    assert not Authenticator.objects.exists()


@pytest.mark.database
def test_malformed_codes_show_errors(totp_user, subtests):
    totp_user.sign_in()
    for odd in ("", "\x00", "x" * 100_000, "１２３４５６", "é" * 6, "-", "<b>"):
        with subtests.test(odd=odd):
            # Reset the rate limit, so that each is a first attempt.
            cache.clear()
            response = totp_user.post_code(odd)
            assert response.status_code == 200
            assert 'role="alert"' in response.content.decode()
