"""The editors' words about accounts."""

from typing import Any

from django.apps import apps


def account_words() -> Any:
    """As they stand today. By name, because core stands above users."""
    return apps.get_model("core", "AccountTextSettings").load()
