"""The login view, with rate limits and trusted devices."""

from typing import Any

from allauth.account import views
from allauth.account.internal.stagekit import clear_login
from django.http import HttpRequest, HttpResponse

from users import rate_limits, trusted_devices
from users.rp_host import get_rp_host


class LoginView(views.LoginView):
    template_name = "account/login.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return rate_limits.check_request_rate(request) or super().post(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        trusted_devices.store_trust_choice(
            self.request, trusts_device=form.cleaned_data["own_device"]
        )
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(rp_host=get_rp_host(self.request), **kwargs)


def clear_pending_login(request: HttpRequest) -> None:
    """Drop the pending login of this session."""
    clear_login(request)
