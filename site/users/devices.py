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
RESET = "users.reset_second_factor"
COOKIE = "device"
PATH = "/account/"
LASTS = timedelta(days=90)
# Where a session keeps that the device is somebody's own.
WISH = "own_device"


def note_wish(request: HttpRequest, *, is_own: bool) -> None:
    """Keep what somebody says of their device, until they are signed in."""
    request.session.pop(WISH, None)
    if is_own:
        request.session[WISH] = True


def remember(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Have the browser say from now on that *user* has signed in there.

    Until it is closed; for longer only if they have said that it is their own.
    """
    device = secrets.token_urlsafe(16)
    response.set_cookie(
        COOKIE,
        _signer().sign(f"{device}.{_mark(device, user)}"),
        max_age=LASTS if request.session.pop(WISH, False) else None,
        path=PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponse) -> None:
    """Have the browser that gets *response* forget who has signed in there."""
    response.delete_cookie(COOKIE, path=PATH, samesite="Lax")


def known_for(request: HttpRequest, email: str) -> str:
    """A mark of this device, if whoever signs in with *email* has done so on it; else nothing.

    It takes the same queries whether or not there is such an account.
    """
    device, mark = _told_by(request)
    if not device:
        return ""
    user = User.objects.reachable_at(email).first() or User()
    return mark if constant_time_compare(mark, _mark(device, user)) else ""


def _told_by(request: HttpRequest) -> tuple[str, str]:
    try:
        told = _signer().unsign(request.COOKIES.get(COOKIE, ""), max_age=LASTS)
    except BadSignature:
        return "", ""
    device, _, mark = told.partition(".")
    return device, mark


def _mark(device: str, user: User) -> str:
    """What *device* has to show for *user*. A new password, or a reset, makes another one of it."""
    resets = ModelLogEntry.objects.get_for_model(User).filter(object_id=str(user.pk), action=RESET)
    return anonymous_hash("device", f"{device} {user.pk} {user.password} {resets.count()}")


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="users.devices")
