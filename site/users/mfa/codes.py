"""TOTP codes and recovery codes, each of which is accepted once."""

import contextlib

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from allauth.mfa.utils import decrypt, encrypt
from django.db import transaction
from django.http import HttpRequest

from users.models import User

# Key in Authenticator.data: the TOTP counter of the last accepted code.
LAST_COUNTER_KEY = "last_used"


class SecretUnavailable(Exception):
    """The secret is encrypted with a key that is not available."""


@transaction.atomic
def consume_code(user: User, code: str) -> Authenticator | None:
    """The authenticator of *user* that accepts *code*, or None. Uses the code up."""
    rows = Authenticator.objects.select_for_update().filter(user=user)
    candidates = rows.exclude(type=Authenticator.Type.WEBAUTHN).order_by("-type")
    return next((row for row in candidates if _accepts(row, code)), None)


def find_matching_totp_counter(code: str, secret: str, last_counter: int = -1) -> int | None:
    """The TOTP counter that *code* matches now, if it is after *last_counter*."""
    counters = list(auth.yield_hotp_counters_from_time())
    if last_counter > counters[-1]:
        # A counter from the future: the system time was wrong when it was stored.
        last_counter = -1
    for counter in counters:
        expected = auth.format_hotp_value(auth.hotp_value(secret, counter))
        if counter > last_counter and compare_user_code(actual=code, expected=expected):
            return counter
    return None


def _accepts(row: Authenticator, code: str) -> bool:
    # A missing key must not block the other authenticators.
    with contextlib.suppress(SecretUnavailable):
        if row.type == Authenticator.Type.TOTP:
            return _accepts_totp(row, code)
        return bool(row.wrap().validate_code(code))
    return False


def _accepts_totp(row: Authenticator, code: str) -> bool:
    # allauth blocks reuse for one period only, shorter than our tolerance.
    counter = find_matching_totp_counter(
        code, decrypt(row.data["secret"]), last_counter=row.data.get(LAST_COUNTER_KEY, -1)
    )
    if counter is None:
        return False
    store_last_counter(row, counter)
    return True


def store_last_counter(row: Authenticator, counter: int) -> None:
    """Store *counter*, so that *row* accepts later codes only."""
    row.data[LAST_COUNTER_KEY] = counter
    row.save(update_fields=["data"])


# --- TOTP setup --------------------------------------------------------------------------------
def get_pending_secret(request: HttpRequest) -> str:
    """The secret of the TOTP setup in progress, kept encrypted in the session."""
    stored = request.session.get(auth.SECRET_SESSION_KEY)
    with contextlib.suppress(SecretUnavailable):
        return decrypt(stored) if stored else _new_secret(request)
    return _new_secret(request)


def _new_secret(request: HttpRequest) -> str:
    secret = auth.generate_totp_secret()
    request.session[auth.SECRET_SESSION_KEY] = encrypt(secret)
    return secret
