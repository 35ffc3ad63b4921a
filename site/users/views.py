"""allauth's views with our rate limits, headers and context."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views
from allauth.core import ratelimit
from django.conf import settings
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import View as DjangoView

from users import trusted_devices
from users.actions import send_reset_link
from users.anonymous_hashes import get_anonymous_hash
from users.models import MfaTextSettings

ViewFunction = Callable[..., HttpResponseBase]


def no_store(view: ViewFunction) -> ViewFunction:
    """Send "Cache-Control: private, no-store" with the responses of *view*."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    return wrapped


def allauth_view(
    view_class: "type[DjangoView[Any]]",
    heading: str,
    *,
    sets_device_cookie: bool = False,
    **options: Any,
) -> ViewFunction:
    """*view_class* as an account page with *heading* that is never cached.

    The view may set a cookie, so the footer shows the privacy promise for forms (keeps_cookie).

    *sets_device_cookie*: whether the view may complete a login and so set the device cookie.
    """
    context = {
        "heading": heading,
        "keeps_cookie": True,
        "sets_device_cookie": sets_device_cookie,
        "mfa_text": MfaTextSettings.load,
    }
    return no_store(view_class.as_view(extra_context=context, **options))


class PasswordResetView(views.PasswordResetView):
    """allauth's view with a rate limit that counts a keyed hash of the email."""

    def form_valid(self, form: Form) -> HttpResponse:
        key = get_anonymous_hash("reset", form.cleaned_data["email"])
        if refused := ratelimit.consume_or_429(self.request, action="reset_password", key=key):
            return refused
        # Not super().form_valid(), which would count the plain email address as well.
        send_reset_link(email=form.cleaned_data["email"])
        return redirect(self.get_success_url())


class ChangePasswordView(views.PasswordChangeView):
    def get_default_success_url(self) -> str:
        return reverse("account_change_password_done")


class LogoutView(views.LogoutView):
    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Delete the CSRF and device cookies as well."""
        response = super().post(*args, **kwargs)
        response.delete_cookie(settings.CSRF_COOKIE_NAME, samesite=settings.CSRF_COOKIE_SAMESITE)
        trusted_devices.forget_device(response)
        return response
