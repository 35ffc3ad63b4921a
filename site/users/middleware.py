"""The admin's door."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from users.mfa.authenticators import get_required_mfa_url


class StaffAccessMiddleware:
    """Opens the admin to staff who have shown who they are, and to nobody else.

    Wagtail would send members to sign in; as they have, they would be sent back, without end. And
    staff without the second step that they need are led to it, whatever they were about to do.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if _is_admin_url(request.path) and request.user.is_authenticated:
            if not request.user.can_enter_admin:
                raise PermissionDenied
            if url := get_required_mfa_url(request):
                return redirect(url)
        return self.get_response(request)


def _is_admin_url(path: str) -> bool:
    """All of the admin but the way out."""
    return path.startswith(reverse("wagtailadmin_home")) and path != reverse("wagtailadmin_logout")
