"""Account pages: cookies, caching, unused URLs of allauth, redirects of the admin."""

import re
from typing import Any

import html5lib
import pytest

from tests.factories import MemberFactory, SuperuserFactory, UserFactory
from users.adapters import AccountAdapter
from users.mfa import urls as mfa_urls
from users.urls import urlpatterns

pytestmark = pytest.mark.django_db
LOGIN_URL = "/account/login/"


@pytest.fixture
def editor() -> Any:
    return UserFactory(email="editor@example.org", groups=["Editors"])


@pytest.fixture
def member() -> Any:
    return MemberFactory(email="member@example.org")


def test_public_pages_set_no_cookie(client, home):
    for address in ("/", "/no-such-page/", "/healthz", "/search/?q=rest", "/admin/"):
        assert not client.get(address).cookies


def test_login_page_sets_one_session_csrf_cookie(client):
    cookies = client.get(LOGIN_URL).cookies
    assert set(cookies) == {"csrftoken"}
    assert not cookies["csrftoken"]["max-age"]
    assert cookies["csrftoken"]["httponly"]
    assert cookies["csrftoken"]["samesite"] == "Lax"


def test_account_pages_are_never_cached(client, subtests):
    cases = [
        LOGIN_URL,
        "/account/logout/",
        "/account/password/reset/",
        "/account/password/reset/done/",
        "/account/password/reset/key/0-abc/",
        "/account/password/reset/key/done/",
        "/account/password/change/",
        "/account/password/change/done/",
        "/account/password/set/",
        "/account/email/",
        "/account/email/sent/",
        "/account/email/confirm/abc/",
        "/account/sessions/",
        "/account/recovery/abc/",
    ]
    for address in cases:
        with subtests.test(address=address):
            for _ in range(2):
                assert client.get(address).headers["Cache-Control"] == "private, no-store"


def test_account_pages_are_valid_html(client, subtests):
    for address in (LOGIN_URL, "/account/password/reset/", "/account/password/reset/key/0-abc/"):
        with subtests.test(address=address):
            for response in (client.get(address), client.post(address, {})):
                page = response.content.decode()
                html5lib.HTMLParser(strict=True).parse(page)
                ids = re.findall(r'\bid="([^"]*)"', page)
                assert len(ids) == len(set(ids))
                for described in re.findall(r'aria-describedby="([^"]*)"', page):
                    assert set(described.split()) <= set(ids)


def test_unused_allauth_urls_return_404(client, subtests):
    cases = ["signup/", "email/verify/", "confirm-email/", "reauthenticate/", "login/code/confirm/"]
    for address in cases:
        with subtests.test(address=address):
            assert client.get(f"/account/{address}").status_code == 404


def test_url_names_are_complete():
    assert {getattr(pattern, "name", None) for pattern in urlpatterns} == {
        None,  # pages of two-step sign-in
        "account_login",
        "account_logout",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "account_change_password",
        "account_change_password_done",
        "account_set_password",
        "account_email",
        "account_email_sent",
        "account_confirm_email",
        "account_sessions",
        "account_cancel_recovery",
    }
    assert {pattern.name for pattern in mfa_urls.urlpatterns} == {
        "mfa_index",
        "mfa_authenticate",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "account_reauthenticate",
        "mfa_login_webauthn",
        "mfa_add_webauthn",
        "mfa_edit_webauthn",
        "mfa_remove_webauthn",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
    }


def test_admin_login_redirects_to_account_login(client):
    assert client.get("/admin/login/?next=/admin/pages/").headers["Location"] == (
        "/account/login/?next=/admin/pages/"
    )


def test_admin_redirects_anonymous_users_to_login(client):
    response = client.get("/admin/pages/")
    assert response.headers["Location"] == "/account/login/?next=/admin/pages/"


def test_admin_refuses_members_without_redirect_loop(client, member):
    client.force_login(member)
    for address in ("/admin/", "/admin/login/?next=/admin/", "/admin/pages/2/edit/"):
        response = client.get(address, follow=True)
        assert len(response.redirect_chain) <= 2
        assert response.status_code == 403
        assert "You cannot open this page" in response.content.decode()


def test_admin_refusal_leaves_no_message(client, home, member):
    client.force_login(member)
    client.get("/admin/")
    assert "permission" not in client.get("/").content.decode()


def test_admin_opens_to_superusers(client):
    client.force_login(SuperuserFactory())
    assert client.get("/admin/").status_code == 200


def test_login_ignores_json_requests(client, member):
    response = client.post(
        LOGIN_URL,
        {"login": "member@example.org", "password": "wrong"},
        headers={"accept": "application/json", "x-requested-with": "XMLHttpRequest"},
    )
    assert response.headers["Content-Type"].startswith("text/html")


def test_inactive_account_redirects_to_login(rf, member):
    member.is_active = False
    response = AccountAdapter().respond_user_inactive(rf.get("/"), member)
    assert response.headers["Location"] == LOGIN_URL


def test_signup_is_closed(rf):
    assert not AccountAdapter().is_open_for_signup(rf.get("/"))
