"""Which second steps somebody has, and whether this session was opened with one of them."""

import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from users.models import User

Type = Authenticator.Type
# Recovery codes stand in for one of these, and are none by themselves.
PRIMARY_TYPES = (Type.WEBAUTHN, Type.TOTP)


@dataclass(frozen=True)
class UserAuthenticators:
    """What somebody can show besides a password."""

    rows: tuple[Authenticator, ...]

    @property
    def primary(self) -> list[Authenticator]:
        return [row for row in self.rows if row.type in PRIMARY_TYPES]

    @property
    def passkeys(self) -> list[Authenticator]:
        return [row for row in self.rows if row.type == Type.WEBAUTHN]

    @property
    def totp(self) -> Authenticator | None:
        return next((row for row in self.rows if row.type == Type.TOTP), None)

    @property
    def recovery_codes(self) -> Authenticator | None:
        return next((row for row in self.rows if row.type == Type.RECOVERY_CODES), None)

    @property
    def recovery_codes_left(self) -> int:
        """How many recovery codes have not been used. Opens none, so it needs no key."""
        used = int(self.recovery_codes.data.get("used_mask", 0)) if self.recovery_codes else 0
        return mfa_settings.RECOVERY_CODE_COUNT - used.bit_count() if self.recovery_codes else 0


def get_authenticators(user: User) -> UserAuthenticators:
    return UserAuthenticators(tuple(Authenticator.objects.filter(user=user).order_by("pk")))


def mfa_is_mandatory(user: User) -> bool:
    """Whether the admin stays closed to *user* without a second step."""
    return settings.REQUIRE_STAFF_MFA and user.can_enter_admin


def is_last_required_authenticator(user: User, row: Authenticator) -> bool:
    """Whether taking *row* away would leave somebody without a step who must have one."""
    return mfa_is_mandatory(user) and [step.pk for step in get_authenticators(user).primary] == [
        row.pk
    ]


# --- What was shown in this session ----------------------------------------------------------
def record_mfa(request: HttpRequest, row: Authenticator) -> None:
    """Who has just set *row* up holds it in their hands: this session need not ask for it."""
    record_authentication(request, row.user, "mfa", id=row.pk, type=row.type)


def has_passed_mfa(request: HttpRequest, authenticators: UserAuthenticators) -> bool:
    """Whether one of *ways*, as they are today, was shown in this session."""
    shown = {record.get("id") for record in _records(request) if record["method"] == "mfa"}
    return bool(shown & {row.pk for row in authenticators.rows})


def needs_mfa_challenge(request: HttpRequest) -> bool:
    """Whether somebody has a second step and is here without having shown it.

    Such a session was opened before there was one, or with one that is no more.
    """
    authenticators = get_authenticators(request.user)  # type: ignore[arg-type]
    return bool(authenticators.primary) and not has_passed_mfa(request, authenticators)


def has_recent_authentication(request: HttpRequest) -> bool:
    """Whether it is certain enough who is sitting there: for five minutes, wholly signed in."""
    since = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
    is_recent = any(record["at"] > since for record in _records(request))
    return is_recent and not needs_mfa_challenge(request)


def _records(request: HttpRequest) -> list[dict[str, Any]]:
    return get_authentication_records(request, request.user)


# --- Where to go first -----------------------------------------------------------------------
def get_required_mfa_url(request: HttpRequest) -> str:
    """Where somebody has to go before the admin opens to them; nothing when it does."""
    user: User = request.user  # type: ignore[assignment]
    authenticators = get_authenticators(user)
    if authenticators.primary:
        return (
            ""
            if has_passed_mfa(request, authenticators)
            else get_mfa_challenge_url(request, authenticators)
        )
    return reverse("mfa_index") if mfa_is_mandatory(user) else ""


def get_mfa_challenge_url(request: HttpRequest, authenticators: UserAuthenticators) -> str:
    """Where a second step is shown; from there people come back to what they were reading."""
    name = "mfa_reauthenticate_webauthn" if authenticators.passkeys else "mfa_reauthenticate"
    return f"{reverse(name)}?{urlencode({'next': get_return_url(request)})}"


def get_return_url(request: HttpRequest) -> str:
    """Where somebody goes on afterwards. What they were sending is kept nowhere meanwhile."""
    if request.method == "GET":
        return request.get_full_path()
    admin = reverse("wagtailadmin_home")
    return admin if request.path.startswith(admin) else request.path
