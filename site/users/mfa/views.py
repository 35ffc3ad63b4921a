"""Views for MFA login, TOTP apps and recovery codes."""

from typing import Any

from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from csp.decorators import csp_update
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView
from django.views.generic.edit import FormView

from users.actions import notify_login_change
from users.login_views import clear_pending_login
from users.mfa.authenticators import (
    get_authenticators,
    is_last_required_authenticator,
    mfa_is_mandatory,
    record_mfa,
)
from users.mfa.codes import SecretUnavailable, store_last_counter
from users.mfa.forms import CodeForm, ReauthenticateWithCodeForm, TotpSetupForm
from users.mfa.passkey_forms import PasskeyForm
from users.rp_host import get_rp_host

OVERVIEW_URL = reverse_lazy("mfa_index")


class NotifyOnChangeMixin:
    """Notifies the user by email, in the transaction of the change."""

    request: HttpRequest

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)  # type: ignore[misc]
        notify_login_change(user=self.request.user)  # type: ignore[arg-type]
        return response


class ProtectLastAuthenticatorMixin:
    """Refuses to remove the last authenticator of users for whom MFA is mandatory."""

    request: HttpRequest

    def get_authenticator(self) -> Authenticator:
        raise NotImplementedError

    @property
    def is_protected(self) -> bool:
        return is_last_required_authenticator(self.request.user, self.get_authenticator())  # type: ignore[arg-type]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(is_protected=self.is_protected, **kwargs)  # type: ignore[misc]

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.is_protected:
            return self.get(*args, **kwargs)  # type: ignore[attr-defined]
        return super().post(*args, **kwargs)  # type: ignore[misc]


class OverviewView(TemplateView):
    """The authenticators of the user."""

    template_name = "mfa/index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        authenticators = get_authenticators(user)
        is_missing = mfa_is_mandatory(user) and not authenticators.primary
        return super().get_context_data(
            authenticators=authenticators, is_missing=is_missing, **kwargs
        )


class AuthenticateView(base.AuthenticateView):
    """The MFA challenge at login: a code or a passkey."""

    form_class = CodeForm
    webauthn_form_class = PasskeyForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        if response.headers.get("Location") == reverse("account_login"):
            # The authenticators were removed: otherwise this page and login redirect in a loop.
            clear_pending_login(request)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        authenticators = get_authenticators(self.stage.login.user)
        context = super().get_context_data()
        options = context["js_data"]["request_options"]
        return context | {
            "authenticators": authenticators,
            "options": options,
            "rp_host": get_rp_host(self.request),
        }


class ReauthenticateWithCodeView(base.ReauthenticateView):
    form_class = ReauthenticateWithCodeForm


# --- TOTP --------------------------------------------------------------------------------------
# The QR code is a data URI in the page.
@method_decorator(csp_update({"img-src": "data:"}), name="dispatch")
class TotpSetupView(NotifyOnChangeMixin, totp.ActivateTOTPView):
    """Sets up a TOTP app, replacing an existing one."""

    form_class = TotpSetupForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # Skip allauth's redirect to the page that removes the existing app.
        return FormView.dispatch(self, request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        secret = context["form"].secret
        groups = [secret[at : at + 4] for at in range(0, len(secret), 4)]
        has_app = get_authenticators(self.request.user).totp is not None  # type: ignore[arg-type]
        return context | {"groups": groups, "has_app": has_app}

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        apps = Authenticator.objects.filter(user=self.request.user, type=Authenticator.Type.TOTP)
        apps.delete()
        response = super().form_valid(form)
        app = apps.get()
        # The code that was just entered cannot be used again.
        store_last_counter(app, form.counter)
        record_mfa(self.request, app)
        return response


class RemoveTotpView(ProtectLastAuthenticatorMixin, NotifyOnChangeMixin, totp.DeactivateTOTPView):
    success_url = OVERVIEW_URL

    def get_authenticator(self) -> Authenticator:
        return self.authenticator


# --- Recovery codes ----------------------------------------------------------------------------
class RecoveryCodesView(codes.ViewRecoveryCodesView):
    """The unused recovery codes."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        try:
            return super().get_context_data(**kwargs)
        except SecretUnavailable:
            return TemplateView.get_context_data(self, is_unavailable=True, **kwargs)


class GenerateRecoveryCodesView(NotifyOnChangeMixin, codes.GenerateRecoveryCodesView):
    """Generates new recovery codes, which replace the old ones."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        authenticators = get_authenticators(self.request.user)  # type: ignore[arg-type]
        return FormView.get_context_data(self, authenticators=authenticators, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        # Sessions that passed MFA with one of the old codes do not have to repeat it.
        if recovery_codes := get_authenticators(self.request.user).recovery_codes:  # type: ignore[arg-type]
            record_mfa(self.request, recovery_codes)
        return response


class DownloadRecoveryCodesView(codes.DownloadRecoveryCodesView):
    """The codes as a file that does not name the site."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except SecretUnavailable:
            return redirect("mfa_view_recovery_codes")
