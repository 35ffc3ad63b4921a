"""Passkeys: registration, login and malformed credentials."""

import copy
import json
import logging
from typing import Any

import pytest
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.serializers.json import DjangoJSONEncoder
from django.test import Client, RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.factories import MemberFactory
from tests.users.account_client import JSON, LOGIN_URL, MFA_URL, AccountClient, later
from tests.users.software_authenticator import SoftwareAuthenticator
from users.mfa.passkey_forms import BINARY_FIELDS, AddPasskeyForm, PasskeyLoginForm

pytestmark = pytest.mark.django_db
REFUSED = "That passkey did not work."


def passkeys() -> list[Any]:
    return [row.wrap() for row in Authenticator.objects.filter(type="webauthn").order_by("pk")]


# --- Adding, renaming, removing ----------------------------------------------------------------
def test_first_passkey_redirects_to_recovery_codes(ada):
    answer = SoftwareAuthenticator().create(ada.get_passkey_options("passkeys/add/"))
    assert ada.post_credential("passkeys/add/", answer).headers["Location"] == f"{MFA_URL}codes/"
    assert len(ada.get_recovery_codes()) == 10


def test_passkey_can_be_named_and_renamed(ada):
    ada.add_passkey(name="my <b>phone</b>")
    ada.add_passkey()
    assert [key.name for key in passkeys()] == ["my <b>phone</b>", "Passkey 2"]
    assert "my &lt;b&gt;phone&lt;/b&gt;" in ada.get_page("")
    pk = passkeys()[0].instance.pk
    response = ada.browser.post(f"{MFA_URL}passkeys/{pk}/name/", {"name": "work key"})
    assert response.headers["Location"] == MFA_URL
    assert "work key" in ada.get_page("")


@pytest.mark.database
def test_invalid_passkey_names_show_errors(ada, subtests):
    for name in ("x" * 61, "a\x00b"):
        with subtests.test(name=name):
            answer = SoftwareAuthenticator().create(ada.get_passkey_options("passkeys/add/"))
            assert ada.post_credential("passkeys/add/", answer, name=name).status_code == 200
            assert not passkeys()


def test_registration_excludes_existing_passkeys(ada):
    key = ada.add_passkey()
    excluded = ada.get_passkey_options("passkeys/add/")["publicKey"]["excludeCredentials"]
    assert len(excluded) == 1
    assert key.create(ada.get_passkey_options("passkeys/add/"))["id"] == excluded[0]["id"]


def test_registration_options_contain_email_and_no_name(ada):
    ada.user.first_name = "Ada"
    ada.user.save()
    public_key_options = ada.get_passkey_options("passkeys/add/")["publicKey"]
    assert (
        public_key_options["user"]["name"]
        == public_key_options["user"]["displayName"]
        == "ada@example.org"
    )
    assert public_key_options["rp"] == {"id": "testserver", "name": "testserver"}


def test_stored_credential_is_minimal(ada):
    answer = SoftwareAuthenticator().create(ada.get_passkey_options("passkeys/add/"))
    answer |= {"more": "\x00", "authenticatorAttachment": "platform"}
    ada.post_credential("passkeys/add/", answer)
    assert set(passkeys()[0].instance.data["credential"]) == {
        "id",
        "rawId",
        "type",
        "response",
        "clientExtensionResults",
    }


# --- Login -------------------------------------------------------------------------------------
def test_passkey_logs_in_without_password(ada):
    key = ada.add_passkey()
    other_client = AccountClient(ada.user)
    assert other_client.sign_in_with_passkey(key).headers["Location"] == "/admin/"
    assert other_client.browser.get("/admin/").status_code == 200


def test_passkey_login_redirects_to_next(ada):
    key = ada.add_passkey()
    response = AccountClient(ada.user).sign_in_with_passkey(key, next="/admin/pages/")
    assert response.headers["Location"] == "/admin/pages/"
    response = AccountClient(ada.user).sign_in_with_passkey(key, next="https://elsewhere.example/")
    assert response.headers["Location"] == "/admin/"


def test_passkey_completes_mfa_login(ada):
    key = ada.add_passkey()
    other_client = AccountClient(ada.user)
    assert other_client.sign_in().headers["Location"] == f"{MFA_URL}sign-in/"
    assert other_client.verify_passkey(key).headers["Location"] == "/admin/"


def test_unverified_passkey_only_completes_mfa(ada):
    key = ada.add_passkey(SoftwareAuthenticator(verifies=False))
    other_client = AccountClient(ada.user)
    assert REFUSED in other_client.sign_in_with_passkey(key).content.decode()
    other_client.sign_in()
    assert other_client.verify_passkey(key).status_code == 302


def test_passkey_reauthenticates(ada):
    key = ada.add_passkey()
    with later(301):
        assert ada.browser.get(MFA_URL + "app/").status_code == 302
        assert ada.verify_passkey(key, "reauthenticate/passkey/").status_code == 302
        assert ada.browser.get(MFA_URL + "app/").status_code == 200


@pytest.mark.database
def test_credential_cannot_be_replayed(ada):
    key = ada.add_passkey()
    other_client = AccountClient(ada.user)
    options = other_client.browser.get(MFA_URL + "passkeys/sign-in/", headers=JSON).json()
    answer = key.get(options)
    assert other_client.post_credential("passkeys/sign-in/", answer).status_code == 302
    thief = AccountClient(ada.user)
    thief.browser.get(MFA_URL + "passkeys/sign-in/", headers=JSON)
    assert REFUSED in thief.post_credential("passkeys/sign-in/", answer).content.decode()


def test_removed_passkey_is_refused(ada):
    key = ada.add_passkey()
    Authenticator.objects.all().delete()
    assert REFUSED in AccountClient(ada.user).sign_in_with_passkey(key).content.decode()


def test_credential_of_other_origin_is_refused(ada, settings):
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
    answer = SoftwareAuthenticator().create(
        ada.get_passkey_options("passkeys/add/"), "https://elsewhere.example"
    )
    assert REFUSED in ada.post_credential("passkeys/add/", answer).content.decode()
    good = SoftwareAuthenticator().create(
        ada.get_passkey_options("passkeys/add/"), "https://testserver"
    )
    assert ada.post_credential("passkeys/add/", good).status_code == 302


def test_passkey_script_url_redirects_browsers_to_login(client):
    assert client.get(MFA_URL + "passkeys/sign-in/").headers["Location"] == LOGIN_URL
    assert not Session.objects.exists()


def test_passkey_id_is_not_logged(ada, caplog):
    key = ada.add_passkey()
    with caplog.at_level(logging.INFO):
        AccountClient(ada.user).sign_in_with_passkey(key)
    assert key.id.hex() not in caplog.text


# --- Identical refusals ------------------------------------------------------------------------
def test_refusals_of_passkeys_are_identical(home):
    person = AccountClient(MemberFactory())
    person.sign_in()
    key = person.add_passkey()
    person.user.is_active = False
    person.user.save()
    unknown_key = copy.copy(key)
    unknown_key.handle = b"zzzz"
    other = SoftwareAuthenticator()
    other.handle = key.handle
    answers = [
        AccountClient(person.user).sign_in_with_passkey(one) for one in (key, unknown_key, other)
    ]
    assert {answer.status_code for answer in answers} == {200}
    assert len({get_page_without_token(answer) for answer in answers}) == 1
    assert len({frozenset(answer.cookies) for answer in answers}) == 1
    assert REFUSED in get_page_without_token(answers[0])


def get_page_without_token(answer: Any) -> str:
    """The page without its CSRF token."""
    lines = answer.content.decode().splitlines()
    return "\n".join(line for line in lines if "csrfmiddlewaretoken" not in line)


# --- Malformed credentials ---------------------------------------------------------------------
ODD = ["", "null", "[]", "{}", '"x"', "[" * 19_000, "{" * 30_000, '{"id": 1}', "\x00"]
ODD += [
    '{"id":"x","rawId":"eA","type":"public-key","response":{}}',
    '{"response":{"userHandle":1}}',
    # More digits than Python's limit for integers.
    f'{{"id": {"9" * 5000}}}',
]


@pytest.mark.database
def test_malformed_credentials_are_refused(ada, subtests):
    ada.add_passkey()
    for sent in ODD:
        for address in ("passkeys/sign-in/", "passkeys/add/", "reauthenticate/passkey/"):
            with subtests.test(sent=sent, address=address):
                # Reset the rate limit, so that each is a first attempt.
                cache.clear()
                browser = Client() if address == "passkeys/sign-in/" else ada.browser
                browser.get(MFA_URL + address, headers=JSON)
                response = browser.post(MFA_URL + address, {"credential": sent})
                assert response.status_code == 200
                assert REFUSED in response.content.decode()


some_json = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.database
@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(
    part=some.sampled_from(
        "id rawId type response clientExtensionResults clientDataJSON authenticatorData "
        "attestationObject signature userHandle".split()
    ),
    value=some_json | some.text("ABCxyz019-_", max_size=60),
)
def test_arbitrary_credential_parts_are_refused(ada, rf, part, value):
    assert_refused_with(ada, rf, part, value)


@pytest.mark.database
def test_numbers_in_binary_fields_are_refused(ada, rf):
    for part in BINARY_FIELDS:
        assert_refused_with(ada, rf, part, 10**18)


def assert_refused_with(ada: AccountClient, rf: RequestFactory, part: str, value: Any) -> None:
    """A credential with *value* as its *part* raises no error when added or used."""
    key, request = SoftwareAuthenticator(), rf.post("/")
    request.session, request.user = ada.browser.session, ada.user
    with request_context(request):
        added = key.create(json_of(auth.begin_registration(ada.user, False)))
        changed = changed_in(added, part, value)
        AddPasskeyForm({"credential": json.dumps(changed)}, user=ada.user).is_valid()
        options = json_of(auth.begin_authentication(None))
        used = changed_in(key.get(options), part, value)
        assert not PasskeyLoginForm({"credential": json.dumps(used)}).is_valid()


def changed_in(answer: dict[str, Any], part: str, value: Any) -> dict[str, Any]:
    where = answer["response"] if part in answer["response"] else answer
    where[part] = value
    return answer


def json_of(options: Any) -> Any:
    return json.loads(json.dumps(options, cls=DjangoJSONEncoder))


# --- Hosts without passkeys --------------------------------------------------------------------
def test_ip_address_host_explains_missing_passkeys(ada, settings, subtests):
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
    for address in (LOGIN_URL, MFA_URL + "passkeys/add/"):
        with subtests.test(address=address):
            browser = ada.browser if "add" in address else Client()
            page = browser.get(address, headers={"host": "127.0.0.1:8123"}).content.decode()
            assert "Passkeys do not work at 127.0.0.1." in page
            assert f'href="http://localhost:8123{address}"' in page
            assert "data-passkey" not in page


def test_ip_address_host_without_localhost_shows_no_link(client, settings):
    settings.ALLOWED_HOSTS = ["192.0.2.1", "[::1]"]
    for host in ("192.0.2.1", "[::1]:8000"):
        page = client.get(LOGIN_URL, headers={"host": host}).content.decode()
        assert "Passkeys do not work at" in page
        assert "localhost" not in page
