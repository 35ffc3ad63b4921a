"""Context variables of all templates."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from core.navigation.chrome import get_site_chrome


def site_chrome(request: HttpRequest) -> dict[str, Any]:
    """``site_chrome``: menus, footer, helplines and text, loaded only by templates that use it."""
    return {
        "site_chrome": SimpleLazyObject(lambda: get_site_chrome(getattr(request, "user", None))),
    }
