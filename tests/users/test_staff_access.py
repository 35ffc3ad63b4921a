"""Access to the admin: mandatory and optional MFA of staff."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page

from tests.factories import MemberFactory, SuperuserFactory, UserFactory
from tests.users.account_client import MFA_URL, AccountClient, later
from users.middleware import StaffAccessMiddleware
from users.models import User

pytestmark = pytest.mark.django_db
STAFF = ["Editors", "Membership team", "Moderators"]
ADDRESSES = [
    "/admin/",
    "/admin/pages/",
    "/admin/api/main/pages/",
    "/admin/account/",
    "/admin/nothing/",
    "/admin/images/chooser/",
]


@pytest.fixture
def _mfa_required(settings: Any) -> None:
    settings.REQUIRE_STAFF_MFA = True


def make_staff_user(group: str) -> Any:
    return SuperuserFactory() if group == "superuser" else UserFactory(groups=[group])


# --- Mandatory two-step sign-in ----------------------------------------------------------------
@pytest.mark.usefixtures("_mfa_required")
def test_staff_without_mfa_are_redirected_to_setup(home):
    for group in (*STAFF, "superuser"):
        person = AccountClient(make_staff_user(group))
        person.sign_in()
        for address in ADDRESSES:
            for response in (person.browser.get(address), person.browser.post(address)):
                led_to = (response.status_code, response.headers["Location"])
                assert led_to == (302, MFA_URL), (group, address)
        assert "You have access to information people gave us in confidence" in person.get_page(
            ""
        ), group


@pytest.mark.usefixtures("_mfa_required")
def test_requests_without_mfa_change_no_data(home):
    person = AccountClient(SuperuserFactory())
    person.sign_in()
    person.browser.post(f"/admin/pages/{home.pk}/unpublish/")
    person.browser.post("/admin/users/new/", {"email": "new@example.org"})
    assert Page.objects.get(pk=home.pk).live
    assert User.objects.count() == 1


@pytest.mark.usefixtures("_mfa_required")
def test_admin_opens_after_mfa_setup(home):
    for group in (*STAFF, "superuser"):
        person = AccountClient(make_staff_user(group))
        person.sign_in()
        person.add_totp()
        assert 'href="/admin/">Continue to the admin' in person.get_page("codes/"), group
        assert person.browser.get("/admin/").status_code == 200, group


@pytest.mark.usefixtures("_mfa_required")
def test_members_are_refused_without_mfa_redirect(home):
    person = AccountClient(MemberFactory())
    person.sign_in()
    assert person.browser.get("/admin/").status_code == 403
    assert "in confidence" not in person.get_page("")


@pytest.mark.usefixtures("_mfa_required")
def test_new_staff_are_redirected_to_setup(home):
    person = AccountClient(MemberFactory())
    person.sign_in()
    person.user.groups.add(Group.objects.get(name="Editors"))
    assert person.browser.get("/admin/").headers["Location"] == MFA_URL


@pytest.mark.usefixtures("_mfa_required")
def test_admin_logout_needs_no_mfa(ada):
    assert ada.browser.post("/admin/logout/").headers["Location"] == "/"
    assert not ada.is_signed_in


@pytest.mark.usefixtures("_mfa_required")
def test_anonymous_users_are_redirected_to_login(client):
    assert client.get("/admin/").headers["Location"] == "/account/login/?next=/admin/"


@pytest.mark.usefixtures("_mfa_required")
def test_other_pages_need_no_mfa(ada):
    for address in ("/account/2fa/", "/account/logout/", "/"):
        assert ada.browser.get(address).status_code == 200, address


@pytest.mark.usefixtures("_mfa_required")
def test_new_superuser_is_redirected_to_setup(home, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "seven quiet otters")
    call_command("createsuperuser", "--noinput", email="root@example.org", verbosity=0)
    person = AccountClient(User.objects.get(email="root@example.org"))
    assert person.sign_in("seven quiet otters").headers["Location"] == "/admin/"
    assert person.browser.get("/admin/").headers["Location"] == MFA_URL


# --- Removed or unused authenticators ----------------------------------------------------------
@pytest.mark.usefixtures("_mfa_required")
def test_removed_authenticator_closes_admin(ada):
    ada.add_totp()
    assert ada.browser.get("/admin/").status_code == 200
    Authenticator.objects.all().delete()
    assert ada.browser.get("/admin/").headers["Location"] == MFA_URL


@pytest.mark.parametrize("is_required", [True, False])
def test_session_without_mfa_is_challenged_first(ada, settings, is_required):
    settings.REQUIRE_STAFF_MFA = is_required
    before = AccountClient(ada.user)
    before.sign_in()
    ada.add_totp()
    response = before.browser.get("/admin/pages/?p=2")
    assert (
        response.headers["Location"] == f"{MFA_URL}reauthenticate/?next=%2Fadmin%2Fpages%2F%3Fp%3D2"
    )
    with later(60):
        shown = before.browser.post(response.headers["Location"], {"code": ada.totp_code()})
        assert shown.headers["Location"] == "/admin/pages/?p=2"
        assert before.browser.get("/admin/").status_code == 200


def test_forced_login_is_challenged(ada):
    ada.add_passkey()
    browser = Client()
    browser.force_login(ada.user)
    assert (
        browser.get("/admin/").headers["Location"]
        == f"{MFA_URL}reauthenticate/passkey/?next=%2Fadmin%2F"
    )
    assert browser.post("/admin/users/new/").status_code == 302


def test_removed_authenticator_no_longer_counts(ada):
    """For example a stolen phone: sessions authenticated with it are challenged again."""
    ada.add_totp()
    with later(60):
        thief = AccountClient(ada.user)
        thief.sign_in()
        thief.post_code(ada.totp_code())
        assert thief.browser.get("/admin/").status_code == 200
        ada.add_passkey()
        ada.browser.post(MFA_URL + "app/remove/")
        assert (
            thief.browser.get("/admin/").headers["Location"].startswith(f"{MFA_URL}reauthenticate/")
        )
        assert ada.browser.get("/admin/").status_code == 200


# --- Removal -----------------------------------------------------------------------------------
@pytest.mark.usefixtures("_mfa_required")
def test_last_required_authenticator_is_protected(ada):
    ada.add_totp()
    for answer in (ada.get_page("app/remove/"), ada.browser.post(MFA_URL + "app/remove/")):
        page = answer if isinstance(answer, str) else answer.content.decode()
        assert "This is your only two-step sign-in method." in page
    assert Authenticator.objects.filter(type="totp").exists()
    ada.add_passkey()
    assert ada.browser.post(MFA_URL + "app/remove/").status_code == 302
    pk = Authenticator.objects.get(type="webauthn").pk
    page = ada.browser.post(f"{MFA_URL}passkeys/{pk}/remove/").content.decode()
    assert "This is your only two-step sign-in method." in page
    assert Authenticator.objects.filter(pk=pk).exists()


@pytest.mark.usefixtures("_mfa_required")
def test_lost_totp_can_be_replaced(ada):
    ada.add_totp()
    old = ada.totp_secret
    ada.add_totp()
    assert ada.totp_secret != old
    assert Authenticator.objects.filter(type="totp").count() == 1


@pytest.mark.usefixtures("_mfa_required")
def test_members_can_remove_last_authenticator(home):
    person = AccountClient(MemberFactory())
    person.sign_in()
    person.add_totp()
    assert person.browser.post(MFA_URL + "app/remove/").status_code == 302
    assert not Authenticator.objects.exists()


# --- Optional two-step sign-in -----------------------------------------------------------------
def test_optional_mfa_lets_staff_in(ada):
    assert ada.browser.get("/admin/").status_code == 200
    assert "in confidence" not in ada.get_page("")


def test_admin_account_page_links_to_mfa(ada):
    page = ada.browser.get("/admin/account/").content.decode()
    assert f'href="{MFA_URL}"' in page
    assert 'href="/account/password/change/"' in page
    assert 'name="password-new_password1"' not in page


def test_header_links_members_to_account(home):
    person = AccountClient(MemberFactory())
    person.sign_in()
    assert f'<a href="{MFA_URL}" >Your account</a>' in person.browser.get("/").content.decode()


def test_middleware_makes_one_query(ada, django_assert_num_queries):
    ada.add_totp()
    request = ada.browser.get("/admin/").wsgi_request
    request.user.can_enter_admin  # noqa: B018
    with django_assert_num_queries(1):
        StaffAccessMiddleware(lambda request: None)(request)
