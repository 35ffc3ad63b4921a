"""Rate limits on login attempts and codes."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.cache import cache, caches
from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.test import Client

from core.caching import delete_expired_cache_rows
from tests.factories import PASSWORD, UserFactory
from tests.users.account_client import LOGIN_URL, AccountClient, later
from users import rate_limits

pytestmark = [pytest.mark.database, pytest.mark.django_db]
table_of_counts = pytest.mark.skipif(
    not isinstance(caches["default"], DatabaseCache), reason="The cache is not a database table."
)
TOO_MANY = "Too many attempts."


def guess(name: str, network: str = "192.0.2.1", password: str = "wrong", **more: Any) -> Any:
    browser = more.pop("browser", None) or Client()
    form = {"login": f"{name}@example.org", "password": password}
    return browser.post(LOGIN_URL, form, REMOTE_ADDR=network)


def is_refused(answer: Any) -> bool:
    return TOO_MANY in answer.content.decode()


@pytest.fixture
def known(home: Any) -> Any:
    return UserFactory(email="known@example.org")


# --- Many accounts from one network ------------------------------------------------------------
def test_network_is_limited_to_twenty_accounts_an_hour(known, frozen_time):
    for number in range(20):
        assert not is_refused(guess(f"person{number}"))
        frozen_time.shift(60)
    assert is_refused(guess("known"))
    assert is_refused(guess("no-one"))
    assert is_refused(guess("known", password=PASSWORD))
    # Accounts already attempted are still allowed, and other networks are not affected.
    assert not is_refused(guess("person19"))
    assert guess("known", "192.0.2.2", PASSWORD).status_code == 302
    frozen_time.shift(3600)
    assert guess("known", password=PASSWORD).status_code == 302


def test_successful_logins_do_not_count(home, frozen_time):
    for number in range(25):
        UserFactory(email=f"person{number}@example.org")
        assert guess(f"person{number}", password=PASSWORD).status_code == 302
        frozen_time.shift(10)


def test_own_login_does_not_reset_network_limit(known, frozen_time):
    UserFactory(email="mine@example.org")
    for number in range(20):
        guess(f"person{number}")
        assert guess("mine", password=PASSWORD).status_code in {200, 302}
        frozen_time.shift(60)
    assert is_refused(guess("known"))


def test_ipv6_network_is_limited_as_one(known, frozen_time):
    answers = [guess("known", f"2001:db8::{number:x}") for number in range(1, 8)]
    assert [is_refused(answer) for answer in answers] == [False] * 5 + [True] * 2


# --- One account from many networks ------------------------------------------------------------
def test_account_is_limited_to_fifty_attempts_an_hour(known, frozen_time):
    for name in ("known", "no-one"):
        answers = [guess(name, f"198.51.100.{number}") for number in range(51)]
        assert [is_refused(answer) for answer in answers] == [False] * 50 + [True]
    assert is_refused(guess("known", "203.0.113.1", PASSWORD))
    frozen_time.shift(3601)
    assert guess("known", "203.0.113.1", PASSWORD).status_code == 302


def test_email_spellings_share_one_limit(rf, subtests):
    request = rf.post(LOGIN_URL)
    for _ in range(5):
        rate_limits.record_login_attempt(request, "known@example.org")
    for spelling in ("KNOWN@example.org", " known@example.org ", "Known@Example.Org"):
        with subtests.test(spelling=spelling):
            assert rate_limits.record_login_attempt(request, spelling) is None


def test_equivalent_unicode_spellings_share_one_limit(rf):
    request = rf.post(LOGIN_URL)
    for _ in range(5):
        rate_limits.record_login_attempt(request, "kiss@example.org")
    assert rate_limits.record_login_attempt(request, "K\u0131\u017f\u017f@example.org") is None


# --- Identical refusals ------------------------------------------------------------------------
def test_inactive_account_is_limited_like_unknown(home, frozen_time):
    UserFactory(email="off@example.org", is_active=False)
    for name in ("off", "no-one"):
        network = f"192.0.2.{len(name)}"
        answers = [guess(name, network, PASSWORD) for _ in range(6)]
        assert [is_refused(answer) for answer in answers] == [False] * 5 + [True]


def test_refusals_are_identical(home, frozen_time):
    UserFactory(email="xx-known@example.org")
    UserFactory(email="xx-off@example.org", is_active=False)
    totp_user = AccountClient(UserFactory(email="xx-careful@example.org"))
    totp_user.sign_in()
    totp_user.add_totp()
    pages = set()
    for place, name in enumerate(("xx-known", "xx-off", "xx-careful", "xx-no-one")):
        answers = [guess(name, f"192.0.2.{place}") for _ in range(6)]
        pages.add(tuple(seen(answer, name) for answer in answers))
        assert {answer.status_code for answer in answers} == {200}
        assert {frozenset(answer.cookies) for answer in answers} == {frozenset({"csrftoken"})}
    assert len(pages) == 1


def seen(answer: Any, name: str) -> str:
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    return page.replace(name, "NAME")


def test_login_query_count_does_not_depend_on_account(home, django_assert_max_num_queries):
    UserFactory(email="known@example.org")
    UserFactory(email="off@example.org", is_active=False)
    guess("first", "192.0.2.9")
    counts = []
    for place, name in enumerate(("known", "off", "no-one")):
        with django_assert_max_num_queries(200) as queries:
            guess(name, f"192.0.2.{place}")
        counts.append(len(queries))
    assert len(set(counts)) == 1


@table_of_counts
def test_cache_contains_no_email_or_ip(known):
    guess("known", "192.0.2.200")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM django_cache")
        stored = str(cursor.fetchall())
    assert "users:login-accounts" in stored
    assert "known" not in stored
    assert "192.0.2.200" not in stored


# --- Two-step sign-in --------------------------------------------------------------------------
def test_codes_are_limited_per_account_across_networks(totp_user):
    for number in range(5):
        person = AccountClient(totp_user.user, browser=Client(REMOTE_ADDR=f"198.51.100.{number}"))
        person.sign_in()
        assert not is_refused(person.post_code("000000"))
    person = AccountClient(totp_user.user, browser=Client(REMOTE_ADDR="198.51.100.99"))
    person.sign_in()
    with later(60):
        assert is_refused(person.post_code(totp_user.totp_code()))
    with later(400):
        assert person.post_code(totp_user.totp_code()).status_code == 302


def test_codes_are_limited_to_thirty_a_day(totp_user, rf):
    request = rf.post("/")
    for round_of_five in range(6):
        with later(301 * round_of_five):
            assert all(rate_limits.record_code_attempt(request, totp_user.user) for _ in range(5))
    with later(301 * 7):
        assert rate_limits.record_code_attempt(request, totp_user.user) is None


def test_code_limit_does_not_lock_passkeys(ada):
    ada.add_totp()
    key = ada.add_passkey()
    other_client = AccountClient(ada.user)
    other_client.sign_in()
    for _ in range(6):
        answer = other_client.post_code("000000")
    assert is_refused(answer)
    assert other_client.verify_passkey(key).headers["Location"] == "/admin/"


# --- Counts ------------------------------------------------------------------------------------
@table_of_counts
def test_cache_is_large_enough_for_limits(settings):
    assert settings.CACHES["default"]["OPTIONS"]["MAX_ENTRIES"] >= 100_000


@table_of_counts
def test_expired_counts_are_deleted_daily(db):
    cache.set("users:old", 1, 60)
    cache.set("users:new", 1, 7200)
    with later(3600):
        delete_expired_cache_rows()
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM django_cache WHERE cache_key LIKE '%users:%'")
        assert [key for (key,) in cursor.fetchall()] == [":1:users:new"]


def test_locked_count_refuses_attempt(rf, monkeypatch):
    monkeypatch.setattr(rate_limits.ratelimit, "cache_lock", raise_busy)
    assert rate_limits.record_login_attempt(rf.post(LOGIN_URL), "known@example.org") is None


@contextmanager
def raise_busy(key: str) -> Iterator[bool]:
    yield False
