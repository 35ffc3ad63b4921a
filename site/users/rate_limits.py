"""Rate limits on login attempts.

Attempts are counted before the account is looked up, under keyed hashes, in the cache that all
processes share. A trusted device has a count of its own, so attempts of others do not lock the
user out there.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from users import trusted_devices
from users.anonymous_hashes import get_anonymous_hash, get_client_network
from users.models import User

HOUR = 60 * 60
# Number of different accounts for which a network can attempt to log in within an hour.
MAX_ACCOUNTS_PER_NETWORK = 20


class RecordedAttempt(Protocol):
    def rollback(self) -> None:
        """Undo the count."""


@dataclass(frozen=True)
class LoginAttempt:
    """A login attempt and the counts it was recorded in."""

    counted: list[RecordedAttempt]

    def rollback(self) -> None:
        """Undo the counts of this attempt; those of others stay."""
        for each in self.counted:
            each.rollback()


def check_request_rate(request: HttpRequest) -> HttpResponse | None:
    """The 429 response for a network that sends the login form too often, otherwise None."""
    if trusted_devices.get_trusted_device(request, request.POST.get("login", "")):
        return None
    return ratelimit.consume_or_429(request, app="allauth.account", action="login_request")


def record_login_attempt(request: HttpRequest, email: str) -> LoginAttempt | None:
    """Count an attempt to log in as *email*; None if a limit is exceeded."""
    counted: list[RecordedAttempt] = []
    for record in _login_limits(request, _normalise_email(email)):
        recorded = record()
        if recorded is None:
            return None
        counted.append(recorded)
    return LoginAttempt(counted)


def record_code_attempt(request: HttpRequest, user: User) -> Callable[[], None] | None:
    """Count an attempt at an MFA code of *user*; None if the limit is exceeded.

    Call the returned function to clear the count when the code is correct.
    """
    device = trusted_devices.get_trusted_device(request, user.email)
    rule: dict[str, Any] = {
        "app": "allauth.account",
        "action": "mfa_code",
        "key": get_anonymous_hash("mfa-code", f"{user.pk} {device}"),
    }
    if not ratelimit.consume(request, **rule):
        return None
    return lambda: ratelimit.clear(request, **rule)


def _login_limits(
    request: HttpRequest, name: str
) -> Iterator[Callable[[], RecordedAttempt | None]]:
    """The limits that an attempt counts against, in order."""
    if device := trusted_devices.get_trusted_device(request, name):
        yield lambda: _consume(request, "login_trusted_device", device)
        return
    # allauth counts by account only, which lets anyone lock the user out everywhere.
    yield lambda: _consume(request, "login_failed", f"{get_client_network(request)} {name}")
    yield lambda: _record_account(get_client_network(request), name)
    yield lambda: _consume(request, "login_account", name)


def _consume(request: HttpRequest, action: str, key: str) -> RecordedAttempt | None:
    hashed = get_anonymous_hash("login", key)
    return ratelimit.consume(request, app="allauth.account", action=action, key=hashed)


def _normalise_email(email: str) -> str:
    # Databases fold more characters than lower() does, such as "ſ" to "s".
    return email.strip().upper().lower()


@dataclass(frozen=True)
class AccountAttempt:
    """The first attempt of a network at an account within the hour."""

    key: str
    name: str

    def rollback(self) -> None:
        with ratelimit.cache_lock(self.key) as is_locked:
            if is_locked:
                accounts = cache.get(self.key, {})
                accounts.pop(self.name, None)
                cache.set(self.key, accounts, HOUR)


class RepeatedAttempt:
    """A further attempt of a network at an account that is counted already."""

    def rollback(self) -> None:
        """Do nothing: the earlier attempt stays counted."""


def _record_account(network: str, name: str) -> RecordedAttempt | None:
    key = f"users:login-accounts:{get_anonymous_hash('network', network)}"
    account = get_anonymous_hash("login", name)
    with ratelimit.cache_lock(key) as is_locked:
        return _record_locked(key, account) if is_locked else None


def _record_locked(key: str, account: str) -> RecordedAttempt | None:
    now = time.time()
    accounts = {other: at for other, at in cache.get(key, {}).items() if at > now - HOUR}
    if account in accounts:
        return RepeatedAttempt()
    if len(accounts) >= MAX_ACCOUNTS_PER_NETWORK:
        return None
    cache.set(key, {**accounts, account: now}, HOUR)
    return AccountAttempt(key, account)
