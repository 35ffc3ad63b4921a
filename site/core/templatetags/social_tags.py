"""What a page tells those who show links to it."""

from typing import Any

from django import template
from django.conf import settings

from core.models import BasePage
from core.social_cards.card import address_of, card_of
from core.social_cards.drawing import HEIGHT, WIDTH
from core.visibility import can_view

register = template.Library()


@register.simple_tag(takes_context=True)
def social_card(context: dict[str, Any]) -> dict[str, Any] | None:
    """Address, size and words of the card of the page; None where a stranger sees no such page."""
    page = context.get("page")
    if not isinstance(page, BasePage) or not _is_public(page, context.get("request")):
        return None
    card = card_of(page)
    return {
        "address": f"{settings.SITE_URL}{address_of(page, card)}",
        "width": WIDTH,
        "height": HEIGHT,
        "words": f"{card.title} – {card.organisation}",
    }


def _is_public(page: BasePage, request: Any) -> bool:
    if getattr(request, "is_preview", False) or not (page.pk and page.live):
        return False
    return can_view(None, page)
