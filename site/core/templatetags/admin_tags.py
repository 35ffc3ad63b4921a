"""Template tags for the admin."""

from typing import Any

from django import template
from wagtail.models import Page

from core.navigation.chrome import get_chrome_without_database
from core.visibility.page_privacy.files import get_public_files

register = template.Library()


@register.simple_tag
def organisation() -> dict[str, Any]:
    """Name and logo of the organisation, read from the snapshot on disk without a query."""
    return get_chrome_without_database()["organisation"]


@register.simple_tag(takes_context=True)
def admin_theme(context: dict[str, Any]) -> str:
    """The admin theme that the user chose, "light" or "dark"; empty for the system's theme."""
    profile = getattr(context["request"].user, "wagtail_userprofile", None)
    theme = getattr(profile, "theme", "")
    return theme if theme in {"light", "dark"} else ""


@register.inclusion_tag("core/page_privacy/public_files_notice.html", takes_context=True)
def public_files_notice(context: dict[str, Any], page: Page) -> dict[str, Any]:
    """Show how many files of a private page are public, to users who can set its privacy."""
    can_restrict = page.permissions_for_user(context["request"].user).can_set_view_restrictions()
    return {"page": page, "count": len(get_public_files(page)) if can_restrict else 0}
