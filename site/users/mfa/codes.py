"""Codes of an app and recovery codes: each opens an account once."""

import contextlib

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from allauth.mfa.utils import decrypt, encrypt
from django.db import transaction
from django.http import HttpRequest

from users.models import User

# Which code of an app was used last. Codes are numbered by the half minutes since 1970.
LAST_COUNTER_KEY = "last_used"


class SecretUnavailable(Exception):
    """What codes are made from lies under a key that the site does not have."""


@transaction.atomic
def consume_code(user: User, code: str) -> Authenticator | None:
    """What *code* belongs to: *user*'s app, or their recovery codes. It is used up by this."""
    rows = Authenticator.objects.select_for_update().filter(user=user)
    candidates = rows.exclude(type=Authenticator.Type.WEBAUTHN).order_by("-type")
    return next((row for row in candidates if _accepts(row, code)), None)


def matching_totp_counter(code: str, secret: str, last_counter: int = -1) -> int | None:
    """Which of the codes that are good now *code* is; those up to number *used* are so no more."""
    counters = list(auth.yield_hotp_counters_from_time())
    if last_counter > counters[-1]:
        # It was used in what is still to come: the clock was wrong then, and is right again.
        last_counter = -1
    for counter in counters:
        expected = auth.format_hotp_value(auth.hotp_value(secret, counter))
        if counter > last_counter and compare_user_code(actual=code, expected=expected):
            return counter
    return None


def _accepts(row: Authenticator, code: str) -> bool:
    # A lost key is no reason to close the other ways.
    with contextlib.suppress(SecretUnavailable):
        if row.type == Authenticator.Type.TOTP:
            return _accepts_totp(row, code)
        return bool(row.wrap().validate_code(code))
    return False


def _accepts_totp(row: Authenticator, code: str) -> bool:
    # allauth remembers a used code for half a minute, while a tolerant clock takes it for longer.
    counter = matching_totp_counter(
        code, decrypt(row.data["secret"]), last_counter=row.data.get(LAST_COUNTER_KEY, -1)
    )
    if counter is None:
        return False
    store_last_counter(row, counter)
    return True


def store_last_counter(row: Authenticator, counter: int) -> None:
    """From now on *row* takes later codes only."""
    row.data[LAST_COUNTER_KEY] = counter
    row.save(update_fields=["data"])


# --- An app that is being set up ---------------------------------------------------------------
def get_pending_secret(request: HttpRequest) -> str:
    """What the app that is being set up makes its codes from: the same until that is done.

    The session keeps it, encrypted as it will be in the end.
    """
    stored = request.session.get(auth.SECRET_SESSION_KEY)
    with contextlib.suppress(SecretUnavailable):
        return decrypt(stored) if stored else _new_secret(request)
    return _new_secret(request)


def _new_secret(request: HttpRequest) -> str:
    secret = auth.generate_totp_secret()
    request.session[auth.SECRET_SESSION_KEY] = encrypt(secret)
    return secret
