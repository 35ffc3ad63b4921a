"""The admin's door."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse


class AdminDoorMiddleware:
    """Tells signed-in people who are not staff that the admin is closed to them.

    Wagtail would send them to sign in; as they have, they would be sent back, without end.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(reverse("wagtailadmin_home")) and _is_refused(request.user):
            raise PermissionDenied
        return self.get_response(request)


def _is_refused(user: object) -> bool:
    return user.is_authenticated and not user.can_enter_admin  # type: ignore[attr-defined]
