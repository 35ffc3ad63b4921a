"""The MFA authenticators of a user, and whether the session has passed MFA."""

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
# Recovery codes only replace one of these.
PRIMARY_TYPES = (Type.WEBAUTHN, Type.TOTP)


@dataclass(frozen=True)
class UserAuthenticators:
    """All authenticators of one user."""

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
        """The number of unused recovery codes, counted without decrypting them."""
        used = int(self.recovery_codes.data.get("used_mask", 0)) if self.recovery_codes else 0
        return mfa_settings.RECOVERY_CODE_COUNT - used.bit_count() if self.recovery_codes else 0


def get_authenticators(user: User) -> UserAuthenticators:
    return UserAuthenticators(tuple(Authenticator.objects.filter(user=user).order_by("pk")))


def mfa_is_mandatory(user: User) -> bool:
    """Whether *user* needs MFA to enter the admin."""
    return settings.REQUIRE_STAFF_MFA and user.can_enter_admin


def is_last_required_authenticator(user: User, row: Authenticator) -> bool:
    """Whether *row* is the only authenticator of a user for whom MFA is mandatory."""
    if not mfa_is_mandatory(user):
        return False
    return [primary.pk for primary in get_authenticators(user).primary] == [row.pk]


# --- MFA of the session ----------------------------------------------------------------------
def record_mfa(request: HttpRequest, row: Authenticator) -> None:
    """Record that the session has passed MFA with *row*, such as after setting it up."""
    record_authentication(request, row.user, "mfa", id=row.pk, type=row.type)


def has_passed_mfa(request: HttpRequest, authenticators: UserAuthenticators) -> bool:
    """Whether the session has passed MFA with one of *authenticators*."""
    shown = {record.get("id") for record in _records(request) if record["method"] == "mfa"}
    return bool(shown & {row.pk for row in authenticators.rows})


def needs_mfa_challenge(request: HttpRequest) -> bool:
    """Whether the user has set up MFA and the session has not passed it.

    So if the session is older than the setup, or its authenticator was removed since.
    """
    authenticators = get_authenticators(request.user)  # type: ignore[arg-type]
    return bool(authenticators.primary) and not has_passed_mfa(request, authenticators)


def has_recent_authentication(request: HttpRequest) -> bool:
    """Whether the last login or reauthentication was recent, MFA included."""
    since = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
    is_recent = any(record["at"] > since for record in _records(request))
    return is_recent and not needs_mfa_challenge(request)


def _records(request: HttpRequest) -> list[dict[str, Any]]:
    return get_authentication_records(request, request.user)


# --- URLs ------------------------------------------------------------------------------------
def get_required_mfa_url(request: HttpRequest) -> str:
    """The URL where the user passes or sets up MFA before entering the admin, or ""."""
    user: User = request.user  # type: ignore[assignment]
    authenticators = get_authenticators(user)
    if authenticators.primary:
        if has_passed_mfa(request, authenticators):
            return ""
        return get_mfa_challenge_url(request, authenticators)
    return reverse("mfa_index") if mfa_is_mandatory(user) else ""


def get_mfa_challenge_url(request: HttpRequest, authenticators: UserAuthenticators) -> str:
    """The URL of the MFA challenge, which returns to the requested page."""
    name = "mfa_reauthenticate_webauthn" if authenticators.passkeys else "mfa_reauthenticate"
    return f"{reverse(name)}?{urlencode({'next': get_return_url(request)})}"


def get_return_url(request: HttpRequest) -> str:
    """The URL to return to after the challenge. POST data is not resubmitted."""
    if request.method == "GET":
        return request.get_full_path()
    admin = reverse("wagtailadmin_home")
    return admin if request.path.startswith(admin) else request.path
