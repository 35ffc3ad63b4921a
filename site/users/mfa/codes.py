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
LAST_USED = "last_used"


class SecretIsLost(Exception):
    """What codes are made from lies under a key that the site does not have."""


@transaction.atomic
def use_code(user: User, code: str) -> Authenticator | None:
    """What *code* belongs to: *user*'s app, or their recovery codes. It is used up by this."""
    rows = Authenticator.objects.select_for_update().filter(user=user)
    takers = rows.exclude(type=Authenticator.Type.WEBAUTHN).order_by("-type")
    return next((row for row in takers if _takes(row, code)), None)


def number_of(code: str, secret: str, used: int = -1) -> int | None:
    """Which of the codes that are good now *code* is; those up to number *used* are so no more."""
    numbers = list(auth.yield_hotp_counters_from_time())
    if used > numbers[-1]:
        # It was used in what is still to come: the clock was wrong then, and is right again.
        used = -1
    for number in numbers:
        expected = auth.format_hotp_value(auth.hotp_value(secret, number))
        if number > used and compare_user_code(actual=code, expected=expected):
            return number
    return None


def _takes(row: Authenticator, code: str) -> bool:
    # A lost key is no reason to close the other ways.
    with contextlib.suppress(SecretIsLost):
        if row.type == Authenticator.Type.TOTP:
            return _app_takes(row, code)
        return bool(row.wrap().validate_code(code))
    return False


def _app_takes(row: Authenticator, code: str) -> bool:
    # allauth remembers a used code for half a minute, while a tolerant clock takes it for longer.
    number = number_of(code, decrypt(row.data["secret"]), used=row.data.get(LAST_USED, -1))
    if number is None:
        return False
    mark_used(row, number)
    return True


def mark_used(row: Authenticator, number: int) -> None:
    """From now on *row* takes later codes only."""
    row.data[LAST_USED] = number
    row.save(update_fields=["data"])


# --- An app that is being set up ---------------------------------------------------------------
def pending_secret(request: HttpRequest) -> str:
    """What the app that is being set up makes its codes from: the same until that is done.

    The session keeps it, encrypted as it will be in the end.
    """
    stored = request.session.get(auth.SECRET_SESSION_KEY)
    with contextlib.suppress(SecretIsLost):
        return decrypt(stored) if stored else _new_secret(request)
    return _new_secret(request)


def _new_secret(request: HttpRequest) -> str:
    secret = auth.generate_totp_secret()
    request.session[auth.SECRET_SESSION_KEY] = encrypt(secret)
    return secret
