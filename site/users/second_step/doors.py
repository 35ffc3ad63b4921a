"""Who may look after how somebody signs in: they themselves, when that is certain enough."""

from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from users.second_step.ways import is_still_to_be_shown, way_back, way_to_show, ways_of
from users.views import View, never_stored


def signed_in(view: View) -> View:
    """For signed-in people alone; others come back from signing in."""
    return never_stored(login_required(view))


def shown_first(view: View) -> View:
    """For those who, if they have a second step, have shown it in this session."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if is_still_to_be_shown(request):
            return redirect(way_to_show(request, ways_of(request.user)))  # type: ignore[arg-type]
        return view(request, *args, **kwargs)

    return signed_in(wrapped)


def certain(view: View) -> View:
    """For those who have shown within the last minutes that it is them.

    allauth would keep what was being sent in the session, with the visitor's network address.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_reauthentication_required(request, app="allauth.mfa"):
            return view(request, *args, **kwargs)
        way = get_adapter().get_reauthentication_methods(request.user)[0]["url"]
        return redirect(f"{way}?{urlencode({'next': way_back(request)})}")

    return shown_first(wrapped)
