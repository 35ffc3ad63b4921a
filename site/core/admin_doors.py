"""Doors of the admin that open to some of its staff, and to nobody else."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from core.errors import error_page

View = Callable[..., HttpResponse]


def opened_to(is_allowed: Callable[[Any], bool], view: View) -> View:
    """*view* for those whom *is_allowed* lets in; for all others 403, whatever they ask for."""

    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not is_allowed(request.user):
            # Answered, not raised: Wagtail would make a redirect to its dashboard of it.
            return error_page(request, 403)
        return view(request, **kwargs)

    return guarded


def is_superuser(user: Any) -> bool:
    """Those who operate the site; no permission that a group has makes one."""
    return bool(user.is_active and user.is_superuser)
