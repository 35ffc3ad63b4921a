"""What templates of the admin can say."""

from typing import Any

from django import template

from core.furniture import furniture_without_database

register = template.Library()


@register.simple_tag
def organisation() -> dict[str, Any]:
    """Name and mark of whose site this is, from the copy on disk: no page asks for them again."""
    return furniture_without_database()["organisation"]


@register.simple_tag(takes_context=True)
def chosen_theme(context: dict[str, Any]) -> str:
    """ "light" or "dark" where an editor chose that for the admin; empty: as the device wishes."""
    profile = getattr(context["request"].user, "wagtail_userprofile", None)
    theme = getattr(profile, "theme", "")
    return theme if theme in {"light", "dark"} else ""
