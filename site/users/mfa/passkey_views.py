"""Views for adding, renaming and removing passkeys, and for logging in with one."""

from typing import Any

from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.core.internal import ratelimit
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth, flows
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.generic.edit import FormView

from users.login_views import LoginView
from users.mfa.authenticators import get_authenticators, record_mfa
from users.mfa.passkey_forms import (
    AddPasskeyForm,
    PasskeyLoginForm,
    PasskeyNameForm,
    ReauthenticateWithPasskeyForm,
)
from users.mfa.views import OVERVIEW_URL, NotifyOnChangeMixin, ProtectLastAuthenticatorMixin
from users.rp_host import get_rp_host


class AddPasskeyView(NotifyOnChangeMixin, webauthn.AddWebAuthnView):
    form_class = AddPasskeyForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = FormView.get_context_data(self, **kwargs)
        # The form has been validated by now, against the previous challenge.
        return context | {"options": self._options(), "rp_host": get_rp_host(self.request)}

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        record_mfa(self.request, get_authenticators(self.request.user).passkeys[-1])  # type: ignore[arg-type]
        return response

    def _options(self) -> dict[str, Any]:
        options = auth.begin_registration(self.request.user, False)
        # Prefer discoverable passkeys, which log in without an email. Others still work as MFA.
        selection = {"residentKey": "preferred", "userVerification": "preferred"}
        return {"publicKey": {**options["publicKey"], "authenticatorSelection": selection}}


class RenamePasskeyView(webauthn.EditWebAuthnView):
    form_class = PasskeyNameForm
    success_url = OVERVIEW_URL


class RemovePasskeyView(
    ProtectLastAuthenticatorMixin, NotifyOnChangeMixin, webauthn.RemoveWebAuthnView
):
    success_url = OVERVIEW_URL

    def get_authenticator(self) -> Authenticator:
        return self.get_object()

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        return self.render_to_response(self.get_context_data(object=self.object))


class ReauthenticateWithPasskeyView(webauthn.ReauthenticateWebAuthnView):
    form_class = ReauthenticateWithPasskeyForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs) | kwargs
        context["options"] = context.pop("js_data")["request_options"]
        return context | {"rp_host": get_rp_host(self.request)}

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form))


class PasskeyLoginView(LoginView):
    """Login with a passkey only, from the login page."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The challenge as JSON for the script; other requests are redirected."""
        if request.headers.get("Accept") != "application/json":
            return redirect("account_login")
        limit = {"app": "allauth.account", "action": "passkey", "limit_get": True}
        refused = ratelimit.consume_or_429(request, **limit)
        return refused or JsonResponse(auth.begin_authentication(None))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        refused = ratelimit.consume_or_429(request, app="allauth.account", action="passkey")
        return refused or self._answer(PasskeyLoginForm(request.POST))

    def _answer(self, form: PasskeyLoginForm) -> HttpResponse:
        if not form.is_valid():
            self._cached_form = self.get_form_class()(request=self.request)
            return self.render_to_response(self.get_context_data(passkey_form=form))
        row = form.cleaned_data["credential"]
        next_url = get_next_redirect_url(self.request)
        login = Login(user=row.user, redirect_url=next_url)
        return flows.perform_passwordless_login(self.request, row, login)
