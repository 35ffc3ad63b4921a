"""The allauth account adapter: no public sign-up, own redirects and rate limits."""

from typing import Any, ClassVar, cast

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from users import rate_limits, trusted_devices
from users.actions import change_password
from users.anonymous_hashes import get_client_ip, get_client_network_hash
from users.mfa import authenticators
from users.models import User

MAX_REDIRECT_LENGTH = 2000
# Staff return to pages below these paths after login, otherwise they go to the admin.
STAFF_PATHS = ("/admin/", "/account/", "/documents/", "/join/application/")

REAUTHENTICATION_LABELS = {
    "reauthenticate": "Use my password",
    "mfa_reauthenticate": "Use a code",
    "mfa_reauthenticate:webauthn": "Use a passkey",
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": (
            "The email address or password is wrong. Check both and try again, or choose a new "
            "password."
        ),
        "too_many_login_attempts": "Too many attempts. Wait a few minutes, then try again.",
        "enter_current_password": "Your current password is wrong",
        "incorrect_password": "Your current password is wrong",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """False: accounts are created by invitation."""
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """False: login has HTML pages only, no JSON API."""
        return False

    # --- Redirects -------------------------------------------------------------------------
    def is_safe_url(self, url: str | None) -> bool:
        """Allow paths of this site only, and never the login page itself."""
        return bool(
            url
            and url.startswith("/")
            and len(url) <= MAX_REDIRECT_LENGTH
            and not url.startswith(reverse("account_login"))
            and url_has_allowed_host_and_scheme(url, allowed_hosts=None)
        )

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The admin for staff, the members' home for members."""
        return _get_home_url(cast(User, request.user))

    def post_login(
        self,
        request: HttpRequest,
        user: User,
        *,
        redirect_url: str | None,
        **kwargs: Any,
    ) -> HttpResponse:
        next_url = redirect_url if _can_return_to(user, redirect_url or "") else _get_home_url(user)
        response = super().post_login(request, user, redirect_url=next_url, **kwargs)
        trusted_devices.trust_device(request, response, user)
        return response

    # --- Account enumeration -----------------------------------------------------------------
    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Treat an inactive account like a wrong password, in the response and in the counts."""
        user = super().authenticate(request, **credentials)
        if not user or not user.is_active:
            return None
        self.login_attempt.rollback()
        return user

    def _rollback_login_failed_rl_usage(self) -> None:
        """Do nothing: `authenticate` rolls back, since allauth ignores `is_active` here."""

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        return redirect("account_login")

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Do nothing: a pending message would set a cookie after logout."""

    # --- Limits ------------------------------------------------------------------------------
    def get_client_ip(self, request: HttpRequest) -> str:
        """A keyed hash of the client's network: enough for rate limits, without storing IPs."""
        return get_client_network_hash(get_client_ip(request))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the login attempt before the password is checked."""
        attempt = rate_limits.record_login_attempt(request, credentials.get("email", ""))
        if attempt is None:
            raise self.validation_error("too_many_login_attempts")
        self.login_attempt = attempt

    # --- Changes and reauthentication --------------------------------------------------------
    def set_password(self, user: User, password: str) -> None:
        change_password(user=user, password=password)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Do nothing: the actions send our own email in the transaction of the change."""

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """False within a few minutes of login."""
        return not authenticators.has_recent_authentication(self.request)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Leave out the password while the session still needs an MFA challenge."""
        methods = super().get_reauthentication_methods(user)
        if user.is_authenticated and authenticators.needs_mfa_challenge(self.request):
            methods = [method for method in methods if method["id"] != "reauthenticate"]
        return [
            method | {"description": REAUTHENTICATION_LABELS[method["id"]]} for method in methods
        ]


def _get_home_url(user: User) -> str:
    if user.can_enter_admin:
        return reverse("wagtailadmin_home")
    # Suspended members can read the reason there.
    return reverse("members_home") if user.is_member or hasattr(user, "member") else "/"


def _can_return_to(user: User, path: str) -> bool:
    """Whether *user* returns to *path* after login: staff only to STAFF_PATHS."""
    if not user.can_enter_admin:
        return bool(path) and not path.startswith(reverse("wagtailadmin_home"))
    return path.startswith(STAFF_PATHS) or (bool(path) and user.is_member)
