"""Devices on which somebody has signed in before: nobody else's guessing locks them out there.

A cookie says so. It holds a random number and a keyed mark of the account, is sent to the pages of
sign-in alone, and goes with signing out, because a computer may be shared. It outlives the browser
only where somebody has said that the device is their own.
"""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from wagtail.models import ModelLogEntry

from users.fingerprints import anonymous_hash
from users.models import User

# What the audit log calls taking somebody's second step away.
MFA_RESET_ACTION = "users.reset_mfa"
COOKIE_NAME = "device"
COOKIE_PATH = "/account/"
COOKIE_MAX_AGE = timedelta(days=90)
# Where a session keeps that the device is somebody's own.
SESSION_KEY = "own_device"


def store_trust_choice(request: HttpRequest, *, trusts_device: bool) -> None:
    """Keep what somebody says of their device, until they are signed in."""
    request.session.pop(SESSION_KEY, None)
    if trusts_device:
        request.session[SESSION_KEY] = True


def trust_device(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Have the browser say from now on that *user* has signed in there.

    Until it is closed; for longer only if they have said that it is their own.
    """
    device = secrets.token_urlsafe(16)
    response.set_cookie(
        COOKIE_NAME,
        _signer().sign(f"{device}.{_device_hash(device, user)}"),
        max_age=COOKIE_MAX_AGE if request.session.pop(SESSION_KEY, False) else None,
        path=COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget_device(response: HttpResponse) -> None:
    """Have the browser that gets *response* forget who has signed in there."""
    response.delete_cookie(COOKIE_NAME, path=COOKIE_PATH, samesite="Lax")


def get_trusted_device(request: HttpRequest, email: str) -> str:
    """A mark of this device, if whoever signs in with *email* has done so on it; else nothing.

    It takes the same queries whether or not there is such an account.
    """
    device, device_hash = _read_cookie(request)
    if not device:
        return ""
    user = User.objects.active_with_email(email).first() or User()
    return device_hash if constant_time_compare(device_hash, _device_hash(device, user)) else ""


def _read_cookie(request: HttpRequest) -> tuple[str, str]:
    try:
        value = _signer().unsign(request.COOKIES.get(COOKIE_NAME, ""), max_age=COOKIE_MAX_AGE)
    except BadSignature:
        return "", ""
    device, _, device_hash = value.partition(".")
    return device, device_hash


def _device_hash(device: str, user: User) -> str:
    """What *device* has to show for *user*. A new password, or a reset, makes another one of it."""
    resets = ModelLogEntry.objects.get_for_model(User).filter(
        object_id=str(user.pk), action=MFA_RESET_ACTION
    )
    return anonymous_hash("device", f"{device} {user.pk} {user.password} {resets.count()}")


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="users.trusted_devices")
