"""Login of staff and members."""

import hashlib
import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache
from django.db import connection
from django.test import Client

from tests.factories import PASSWORD, MemberFactory, UserFactory
from users.adapters import AccountAdapter

pytestmark = pytest.mark.django_db
LOGIN_URL = "/account/login/"


@pytest.fixture
def editor() -> Any:
    return UserFactory(email="editor@example.org", groups=["Editors"])


@pytest.fixture
def member() -> Any:
    return MemberFactory(email="member@example.org")


def test_login_redirects_staff_to_admin(sign_in, editor):
    assert sign_in("editor@example.org").headers["Location"] == "/admin/"


def test_login_redirects_staff_to_admin_from_public_page(sign_in, editor):
    assert sign_in("editor@example.org", next="/news/").headers["Location"] == "/admin/"


@pytest.mark.parametrize("place", ["/admin/pages/", "/account/password/change/", "/documents/1/a"])
def test_login_redirects_staff_to_staff_paths(sign_in, editor, place):
    assert sign_in("editor@example.org", next=place).headers["Location"] == place


def test_login_redirects_staff_members_to_next(sign_in, member):
    UserFactory(email="both@example.org", groups=["Editors", "Members"])
    assert sign_in("both@example.org", next="/members/").headers["Location"] == "/members/"


def test_login_redirects_member_to_next(sign_in, member):
    assert (
        sign_in("member@example.org", next="/news/?page=2").headers["Location"] == "/news/?page=2"
    )


def test_login_redirects_member_to_members_home(sign_in, member):
    assert sign_in("member@example.org").headers["Location"] == "/members/"


def test_login_redirects_suspended_member_to_members_home(sign_in, member):
    member.groups.clear()
    assert sign_in("member@example.org").headers["Location"] == "/members/"


def test_login_redirects_other_users_to_home(sign_in):
    UserFactory(email="somebody@example.org")
    assert sign_in("somebody@example.org").headers["Location"] == "/"


def test_login_does_not_redirect_member_to_admin(sign_in, member):
    assert sign_in("member@example.org", next="/admin/pages/").headers["Location"] == "/members/"


def test_login_ignores_unsafe_next(sign_in, client, member, subtests):
    cases = [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/\\elsewhere.example/",
        "\\\\elsewhere.example",
        "http:elsewhere.example",
        "javascript:alert(1)",
        "http://localhost/",
        "///elsewhere.example",
        " //elsewhere.example",
        "/\t/elsewhere.example",
        "/" + "a" * 5000,
        "\x00/news/",
        "//[",
    ]
    for next_url in cases:
        with subtests.test(next_url=next_url):
            client.logout()
            response = sign_in("member@example.org", next=next_url)
            assert response.status_code == 302
            url = response.headers["Location"]
            assert url == "/members/" or url.startswith("/%09/")


def test_login_normalises_email(sign_in, member):
    assert sign_in(" Member@Example.ORG ").status_code == 302


def test_login_redirects_authenticated_users(client, editor, member):
    client.force_login(editor)
    assert client.get(LOGIN_URL).headers["Location"] == "/admin/"
    client.force_login(member)
    assert client.get(LOGIN_URL, {"next": "/news/"}).headers["Location"] == "/news/"


def test_login_page_ignores_itself_as_next(client, member):
    client.force_login(member)
    assert client.get(LOGIN_URL, {"next": LOGIN_URL}).headers["Location"] == "/members/"


def answer(response: Any) -> str:
    """The response without its CSRF token."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return page.replace("known@example.org", "A").replace("no-one@example.org", "A")


def test_wrong_password_and_unknown_email_have_identical_responses(sign_in):
    UserFactory(email="known@example.org")
    known, unknown = sign_in("known@example.org", "wrong"), sign_in("no-one@example.org", "wrong")
    assert "The email address or password is wrong." in answer(known)
    assert answer(known) == answer(unknown)
    assert known.status_code == unknown.status_code == 200
    assert set(known.headers) == set(unknown.headers)


def test_inactive_account_gets_wrong_password_error(sign_in):
    UserFactory(email="known@example.org", is_active=False)
    off, unknown = sign_in("known@example.org", PASSWORD), sign_in("no-one@example.org", PASSWORD)
    assert answer(off) == answer(unknown)
    assert "sessionid" not in off.cookies


def test_invited_user_without_password_cannot_log_in(sign_in):
    user = UserFactory(email="known@example.org")
    user.set_unusable_password()
    user.save()
    assert sign_in("known@example.org", "").status_code == 200
    assert sign_in("known@example.org", user.password).status_code == 200


@pytest.mark.database
def test_malformed_login_shows_errors(sign_in, subtests):
    for odd in ("", "no address", "a\x00b@example.org", "x" * 100_000):
        with subtests.test(odd=odd):
            response = sign_in(odd, odd)
            assert response.status_code == 200
            assert 'role="alert"' in response.content.decode()


def test_login_errors_are_summarised_and_linked_to_fields(sign_in):
    page = sign_in("no address", "").content.decode()
    message = "Enter an email address in the correct format, like name@example.org"
    assert f'<a href="#id_login">{message}</a>' in page
    assert 'id="id_login_error"' in page
    assert re.search(r'<input[^>]*aria-describedby="id_login_error"[^>]*id="id_login"', page)
    assert "<title>Error: Sign in" in page


def test_login_attempts_are_limited_with_and_without_account(client):
    UserFactory(email="known@example.org")
    for place, address in enumerate(("known@example.org", "no-one@example.org")):
        visitor = {"REMOTE_ADDR": f"192.0.2.{place}"}
        form = {"login": address, "password": "wrong"}
        answers = [client.post(LOGIN_URL, form, **visitor).content.decode() for _ in range(6)]
        assert "Too many attempts" not in answers[4]
        assert "Too many attempts" in answers[5]


def test_attempts_from_other_networks_do_not_lock_account(client, sign_in, member):
    for _ in range(8):
        sign_in("member@example.org", "wrong")
    other_client = Client(REMOTE_ADDR="192.0.2.7")
    response = other_client.post(LOGIN_URL, {"login": "member@example.org", "password": PASSWORD})
    assert response.status_code == 302


def test_too_many_requests_show_429_page(sign_in):
    responses = [sign_in(f"person{n}@example.org", "wrong") for n in range(31)]
    assert responses[-1].status_code == 429
    assert "Too many attempts" in responses[-1].content.decode()


def get_network(rf: Any, address: str, **headers: str) -> str:
    return AccountAdapter().get_client_ip(rf.get("/", REMOTE_ADDR=address, **headers))


def test_client_ip_is_read_from_trusted_proxies(rf, settings):
    settings.TRUSTED_PROXIES = ["10.0.0.1"]
    forwarded = {"HTTP_X_FORWARDED_FOR": "203.0.113.9, 192.0.2.7"}
    assert get_network(rf, "10.0.0.1", **forwarded) == get_network(rf, "192.0.2.7")
    assert get_network(rf, "10.0.0.9", **forwarded) == get_network(rf, "10.0.0.9")
    assert get_network(rf, "10.0.0.1") == get_network(rf, "10.0.0.1", HTTP_X_FORWARDED_FOR="")


def test_forged_forwarded_header_does_not_evade_limit(member, settings):
    settings.TRUSTED_PROXIES = ["10.0.0.1", "10.0.0.2"]
    client, form = Client(REMOTE_ADDR="10.0.0.1"), {"login": member.email, "password": "wrong"}
    for number in range(6):
        # The first is sent by the visitor; the second is added by the outer proxy.
        hops = f"198.51.100.{number}, 192.0.2.7, 10.0.0.2"
        answer = client.post(LOGIN_URL, form, headers={"X-Forwarded-For": hops}).content.decode()
        assert ("Too many attempts" in answer) == (number == 5)


def test_ipv6_network_counts_as_one_client(rf):
    assert get_network(rf, "2001:db8::1") == get_network(rf, "2001:db8::ffff:2")
    assert get_network(rf, "2001:db8::1") != get_network(rf, "2001:db8:1::1")
    assert get_network(rf, "192.0.2.7") != get_network(rf, "192.0.2.8")
    assert get_network(rf, "") == get_network(rf, "") != get_network(rf, "192.0.2.7")


def cache_keys() -> list[str]:
    """All keys in the cache, for any backend."""
    if isinstance(caches["default"], RedisCache):
        return [key.decode() for key in caches["default"]._cache.get_client().scan_iter()]
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM django_cache")
        return [key for (key,) in cursor.fetchall()]


@pytest.mark.database
def test_rate_limit_keys_contain_no_address(client):
    for address in (LOGIN_URL, "/account/password/reset/"):
        form = {"login": "some@example.org", "password": "wrong", "email": "some@example.org"}
        client.post(address, form, REMOTE_ADDR="192.0.2.7")
    stored = " ".join(cache_keys())
    assert "reset_password" in stored
    plain_hash = hashlib.sha256(b"some@example.org").hexdigest()
    assert not {"192.0.2.7", "some@", plain_hash} & set(re.split("[: ]", stored))
    assert "192.0.2.7" not in stored


def test_login_stores_no_email_address_row(sign_in, member):
    sign_in("member@example.org")
    assert not EmailAddress.objects.exists()


def test_logout_redirects_home_and_deletes_cookies(client, sign_in, member):
    client.get(LOGIN_URL)
    sign_in("member@example.org")
    response = client.post("/account/logout/")
    assert response.headers["Location"] == "/"
    assert {cookie.value for cookie in client.cookies.values()} == {""}


def test_admin_logout_redirects_home(client, sign_in, editor):
    sign_in("editor@example.org")
    assert client.post("/admin/logout/").headers["Location"] == "/"
    assert client.get("/admin/").status_code == 302


def test_get_request_does_not_log_out(client, sign_in, member):
    sign_in("member@example.org")
    assert "Sign out" in client.get("/account/logout/").content.decode()
    assert "_auth_user_id" in client.session


def test_logout_requires_csrf_token(member):
    client = Client(enforce_csrf_checks=True)
    client.force_login(member)
    assert client.post("/account/logout/").status_code == 403
    assert "_auth_user_id" in client.session
