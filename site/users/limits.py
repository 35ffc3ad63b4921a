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
MOST_NAMES = 20


class Counted(Protocol):
    def rollback(self) -> None:
        """As if it had not been counted."""


@dataclass(frozen=True)
class Try:
    """A try at signing in, as it was counted."""

    counted: list[Counted]

    def rollback(self) -> None:
        """It was no guess. What others have tried stays counted."""
        for each in self.counted:
            each.rollback()


def refuse_flood(request: HttpRequest) -> HttpResponse | None:
    """The answer to a network that sends the sign-in form very often; None where it does not."""
    if trusted_devices.get_trusted_device(request, request.POST.get("login", "")):
        return None
    return ratelimit.consume_or_429(request, app="allauth.account", action="sign_in")


def count_try(request: HttpRequest, email: str) -> Try | None:
    """Count a try to sign in as *email*; None when there were too many."""
    counted: list[Counted] = []
    for count in _counters(request, _spelt_alike(email)):
        one = count()
        if one is None:
            return None
        counted.append(one)
    return Try(counted)


def count_code(request: HttpRequest, user: User) -> Callable[[], None] | None:
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


def _counters(request: HttpRequest, name: str) -> Iterator[Callable[[], Counted | None]]:
    """What the try counts for, one after the other."""
    if device := trusted_devices.get_trusted_device(request, name):
        yield lambda: _count(request, "sign_in_device", device)
        return
    # allauth's own counts by account alone, which lets anybody lock a person out from everywhere.
    yield lambda: _count(request, "login_failed", f"{get_client_network(request)} {name}")
    yield lambda: _count_name(get_client_network(request), name)
    yield lambda: _count(request, "sign_in_name", name)


def _count(request: HttpRequest, action: str, key: str) -> Counted | None:
    mark = anonymous_hash("sign-in", key)
    return ratelimit.consume(request, app="allauth.account", action=action, key=mark)


def _spelt_alike(email: str) -> str:
    # Databases take more letters for the same than lower() does, such as a long s for an s.
    return email.strip().upper().lower()


@dataclass(frozen=True)
class NameTried:
    """A name that one network had not tried before."""

    key: str
    name: str

    def rollback(self) -> None:
        with ratelimit.cache_lock(self.key) as is_locked:
            if is_locked:
                tried = cache.get(self.key, {})
                tried.pop(self.name, None)
                cache.set(self.key, tried, HOUR)


class NothingNew:
    """A name that was counted already."""

    def rollback(self) -> None:
        """Stays counted."""


def _count_name(network: str, name: str) -> Counted | None:
    key, mark = f"users:names:{anonymous_hash('names', network)}", anonymous_hash("sign-in", name)
    with ratelimit.cache_lock(key) as is_locked:
        return _noted(key, mark) if is_locked else None


def _noted(key: str, mark: str) -> Counted | None:
    now = time.time()
    tried = {other: at for other, at in cache.get(key, {}).items() if at > now - HOUR}
    if mark in tried:
        return NothingNew()
    if len(tried) >= MOST_NAMES:
        return None
    cache.set(key, {**tried, mark: now}, HOUR)
    return NameTried(key, mark)
