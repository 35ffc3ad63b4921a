"""The organisation as schema.org's Organization."""

from typing import Any

from django.conf import settings
from django.templatetags.static import static

from core.navigation.chrome import get_site_chrome
from core.structured_data import CONTEXT


def build_organization() -> dict[str, Any]:
    """Organization from the settings, without empty fields."""
    organisation = get_site_chrome(None)["organisation"]
    logo = organisation.get("logo") or {"url": static("apple-touch-icon.png")}
    facts = {
        "@context": CONTEXT,
        "@type": "Organization",
        "name": organisation["name"],
        "description": organisation.get("description"),
        "url": f"{settings.SITE_URL}/",
        "logo": f"{settings.SITE_URL}{logo['url']}",
        "email": organisation.get("contact_email"),
    }
    return {name: fact for name, fact in facts.items() if fact}
