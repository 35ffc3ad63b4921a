"""How often one may try to sign in.

Everything is counted before it is known whether there is such an account, under marks that nobody
can read back, in the cache that all processes share. A device on which that person has signed in
before has a count of its own, so nobody else's tries lock them out there.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from users import trusted_devices
from users.fingerprints import anonymous_hash, get_client_network
from users.models import User

HOUR = 60 * 60
# Different addresses that one network may try within an hour. One that tries more is guessing.
MAX_ACCOUNTS_PER_NETWORK = 20


class RecordedAttempt(Protocol):
    def rollback(self) -> None:
        """As if it had not been counted."""


@dataclass(frozen=True)
class LoginAttempt:
    """A try at signing in, as it was counted."""

    counted: list[RecordedAttempt]

    def rollback(self) -> None:
        """It was no guess. What others have tried stays counted."""
        for each in self.counted:
            each.rollback()


def check_request_rate(request: HttpRequest) -> HttpResponse | None:
    """The answer to a network that sends the sign-in form very often; None where it does not."""
    if trusted_devices.get_trusted_device(request, request.POST.get("login", "")):
        return None
    return ratelimit.consume_or_429(request, app="allauth.account", action="login_request")


def record_login_attempt(request: HttpRequest, email: str) -> LoginAttempt | None:
    """Count a try to sign in as *email*; None when there were too many."""
    counted: list[RecordedAttempt] = []
    for count in _login_limits(request, _normalise_email(email)):
        one = count()
        if one is None:
            return None
        counted.append(one)
    return LoginAttempt(counted)


def record_code_attempt(request: HttpRequest, user: User) -> Callable[[], None] | None:
    """Count a try at *user*'s second step; None when there were too many.

    What is returned forgets all tries from here: for when the code was right.
    """
    device = trusted_devices.get_trusted_device(request, user.email)
    rule: dict[str, Any] = {
        "app": "allauth.account",
        "action": "mfa_code",
        "key": anonymous_hash("mfa-code", f"{user.pk} {device}"),
    }
    if not ratelimit.consume(request, **rule):
        return None
    return lambda: ratelimit.clear(request, **rule)


def _login_limits(
    request: HttpRequest, name: str
) -> Iterator[Callable[[], RecordedAttempt | None]]:
    """What the try counts for, one after the other."""
    if device := trusted_devices.get_trusted_device(request, name):
        yield lambda: _consume(request, "login_trusted_device", device)
        return
    # allauth's own counts by account alone, which lets anybody lock a person out from everywhere.
    yield lambda: _consume(request, "login_failed", f"{get_client_network(request)} {name}")
    yield lambda: _record_account(get_client_network(request), name)
    yield lambda: _consume(request, "login_account", name)


def _consume(request: HttpRequest, action: str, key: str) -> RecordedAttempt | None:
    account = anonymous_hash("sign-in", key)
    return ratelimit.consume(request, app="allauth.account", action=action, key=account)


def _normalise_email(email: str) -> str:
    # Databases take more letters for the same than lower() does, such as a long s for an s.
    return email.strip().upper().lower()


@dataclass(frozen=True)
class AccountAttempt:
    """A name that one network had not tried before."""

    key: str
    name: str

    def rollback(self) -> None:
        with ratelimit.cache_lock(self.key) as is_locked:
            if is_locked:
                accounts = cache.get(self.key, {})
                accounts.pop(self.name, None)
                cache.set(self.key, accounts, HOUR)


class RepeatedAttempt:
    """A name that was counted already."""

    def rollback(self) -> None:
        """Stays counted."""


def _record_account(network: str, name: str) -> RecordedAttempt | None:
    key, account = (
        f"users:login-accounts:{anonymous_hash('names', network)}",
        anonymous_hash("sign-in", name),
    )
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
