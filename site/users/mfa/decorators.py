"""Decorators for views that need login, MFA or a recent login."""

from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from users.mfa.authenticators import (
    get_authenticators,
    get_mfa_challenge_url,
    get_return_url,
    has_recent_authentication,
    needs_mfa_challenge,
)
from users.views import ViewFunction, no_store


def login_required_never_cached(view: ViewFunction) -> ViewFunction:
    """Require login, and never cache the response."""
    return no_store(login_required(view))


def mfa_required(view: ViewFunction) -> ViewFunction:
    """Require MFA in this session from users who have set it up."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if needs_mfa_challenge(request):
            return redirect(get_mfa_challenge_url(request, get_authenticators(request.user)))  # type: ignore[arg-type]
        return view(request, *args, **kwargs)

    return login_required_never_cached(wrapped)


def recent_login_required(view: ViewFunction) -> ViewFunction:
    """Require a login or reauthentication within the last minutes.

    allauth's own decorator would store the POST data and the client IP in the session.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        methods = get_adapter().get_reauthentication_methods(request.user)
        if not methods and not has_recent_authentication(request):
            # No password or passkey to check yet: allauth would let the request pass.
            return redirect("account_reset_password")
        if not is_reauthentication_required(request, app="allauth.mfa"):
            return view(request, *args, **kwargs)
        return redirect(f"{methods[0]['url']}?{urlencode({'next': get_return_url(request)})}")

    return mfa_required(wrapped)
