"""Trusted devices, on which login attempts from elsewhere do not lock the user out.

A cookie marks the device. It holds a random value and a keyed hash of the account, is limited to
/account/, and is deleted on logout because a computer may be shared. It outlives the browser
session only if the user has said that the device is their own.
"""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from wagtail.models import ModelLogEntry

from users.anonymous_hashes import get_anonymous_hash
from users.models import User

# Log action for removing all authenticators of a user.
MFA_RESET_ACTION = "users.reset_mfa"
COOKIE_NAME = "device"
COOKIE_PATH = "/account/"
COOKIE_MAX_AGE = timedelta(days=90)
# Session key of the choice made on the login form.
SESSION_KEY = "own_device"


def store_trust_choice(request: HttpRequest, *, trusts_device: bool) -> None:
    """Store in the session, until login completes, whether the device is the user's own."""
    request.session.pop(SESSION_KEY, None)
    if trusts_device:
        request.session[SESSION_KEY] = True


def trust_device(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Set the device cookie for *user*.

    A session cookie, or a persistent one if the user has said that the device is their own.
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
    """Delete the device cookie."""
    response.delete_cookie(COOKIE_NAME, path=COOKIE_PATH, samesite="Lax")


def get_trusted_device(request: HttpRequest, email: str) -> str:
    """A hash of this device if the account with *email* trusts it, otherwise "".

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
    """The hash that ties *device* to *user*. A new password or an MFA reset changes it."""
    resets = ModelLogEntry.objects.get_for_model(User).filter(
        object_id=str(user.pk), action=MFA_RESET_ACTION
    )
    return get_anonymous_hash("device", f"{device} {user.pk} {user.password} {resets.count()}")


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="users.trusted_devices")
