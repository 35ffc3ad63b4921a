"""Template tag for the social image of a page, for link previews."""

from typing import Any

from django import template
from django.conf import settings

from artwork.social_images.drawing import HEIGHT, WIDTH
from core.models import BasePage
from core.views.social_images import get_social_image, get_social_image_url
from core.visibility.restrictions import can_view

register = template.Library()


@register.simple_tag(takes_context=True)
def social_image(context: dict[str, Any]) -> dict[str, Any] | None:
    """URL, size and alt text of the social image; None unless anonymous users can view the page."""
    page = context.get("page")
    if not isinstance(page, BasePage) or not _is_public(page, context.get("request")):
        return None
    image = get_social_image(page)
    return {
        "url": f"{settings.SITE_URL}{get_social_image_url(page, image)}",
        "width": WIDTH,
        "height": HEIGHT,
        "alt": f"{image.title} – {image.organisation}",
    }


def _is_public(page: BasePage, request: Any) -> bool:
    if getattr(request, "is_preview", False) or not (page.pk and page.live):
        return False
    return can_view(None, page)
