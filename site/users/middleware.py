"""Middleware that restricts the admin to staff."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from users.mfa.authenticators import get_required_mfa_url


class StaffAccessMiddleware:
    """Refuse the admin to users who are not staff, and require two-step sign-in.

    Wagtail would redirect members to the login page, which would send them back without end.
    Staff without the two-step sign-in that they need are redirected to it.
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
    """Whether *path* is in the admin, except for its logout page."""
    return path.startswith(reverse("wagtailadmin_home")) and path != reverse("wagtailadmin_logout")
