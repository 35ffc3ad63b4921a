"""The editors' words about the second step."""

from typing import Any

from django.apps import apps


def second_step_words() -> Any:
    """As they stand today. By name, because core stands above users."""
    return apps.get_model("core", "MfaTextSettings").load()
