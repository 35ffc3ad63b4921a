"""What every template can say."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from core.furniture import furniture_for


def furniture(request: HttpRequest) -> dict[str, Any]:
    """``furniture``: menus, footer, urgent help and words, read only by templates that use it."""
    return {
        "furniture": SimpleLazyObject(lambda: furniture_for(getattr(request, "user", None))),
    }
