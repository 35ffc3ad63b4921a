"""How allauth behaves here: no public sign-up, and everybody lands where they belong."""

from typing import Any, ClassVar, cast

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from users.models import User
from users.traces import network_address, trace_of, trace_of_visitor

LONGEST_WAY_BACK = 2000
# Places that send people to sign in because they are needed there, so staff go back to them.
WORKPLACES = ("/admin/", "/account/", "/documents/")


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": (
            "This address and this password do not go together. Check both and try again, "
            "or choose a new password."
        ),
        "too_many_login_attempts": "Too many tries. Please wait five minutes, then try again.",
        "enter_current_password": "This is not your present password.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: accounts come by invitation."""
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """Never: one way in, with pages, is enough to look after."""
        return False

    # --- Where people land -----------------------------------------------------------------
    def is_safe_url(self, url: str | None) -> bool:
        """Only paths of this site lead back, and never to the sign-in page itself."""
        return bool(
            url
            and url.startswith("/")
            and len(url) <= LONGEST_WAY_BACK
            and not url.startswith(reverse("account_login"))
            and url_has_allowed_host_and_scheme(url, allowed_hosts=None)
        )

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Staff go on to the admin; members who came from nowhere in particular go home."""
        return _home_of(cast(User, request.user))

    def post_login(
        self,
        request: HttpRequest,
        user: User,
        *,
        redirect_url: str | None,
        **kwargs: Any,
    ) -> HttpResponse:
        way_on = redirect_url if _fits(user, redirect_url or "") else _home_of(user)
        return super().post_login(request, user, redirect_url=way_on, **kwargs)

    # --- Nothing that tells accounts apart ---------------------------------------------------
    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """A switched-off account is answered like a wrong password."""
        user = super().authenticate(request, **credentials)
        return user if user and user.is_active else None

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        return redirect("account_login")

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Nothing: a message left behind would set a cookie after signing out."""

    # --- Limits ------------------------------------------------------------------------------
    def get_client_ip(self, request: HttpRequest) -> str:
        """A mark of the visitor's address: limits need no more, and we keep no addresses."""
        return trace_of_visitor(network_address(request))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # allauth counts by account alone, which lets anybody lock a person out from everywhere.
        email = credentials.get("email", "").lower()
        return trace_of("sign-in", f"{network_address(request)} {email}")


def _home_of(user: User) -> str:
    return reverse("wagtailadmin_home") if user.can_enter_admin else "/"


def _fits(user: User, path: str) -> bool:
    """Whether *user* goes back to *path*: readers do, staff only to where they work."""
    if not user.can_enter_admin:
        return bool(path) and not path.startswith(reverse("wagtailadmin_home"))
    return path.startswith(WORKPLACES) or (bool(path) and user.is_member)
