"""What every template can say."""

from typing import Any

from django.http import HttpRequest


def furniture(request: HttpRequest) -> dict[str, Any]:
    return {}
