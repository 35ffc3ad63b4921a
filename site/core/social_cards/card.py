"""What is printed on the card of a page. Nothing but what its lists and links print as well."""

import hashlib
import json
from dataclasses import astuple, dataclass

from django.urls import reverse

from core.furniture import furniture_for
from core.models import BasePage
from core.social_cards.dress import clothes

# Goes up when the drawing changes, so that nobody keeps an old one for a new.
VERSION = 1


@dataclass(frozen=True)
class Card:
    """The words of one card. ``kind`` may be empty."""

    title: str
    kind: str
    organisation: str

    @property
    def digest(self) -> str:
        """Changes with everything that can be seen on the card."""
        seen = json.dumps([VERSION, clothes(), *astuple(self)])
        return hashlib.sha256(seen.encode()).hexdigest()[:16]


def card_of(page: BasePage) -> Card:
    """The card of *page* as it is published now. Ask the door before showing it."""
    organisation = furniture_for(None)["organisation"].get("name", "")
    return Card(title=page.card_title, kind=_kind_of(page), organisation=organisation)


def address_of(page: BasePage, card: Card) -> str:
    """The path under which *card* stands until something on it changes."""
    return reverse("social_card", args=[page.pk, card.digest])


def _kind_of(page: BasePage) -> str:
    """What sort of thing it is, where that says more than the title does."""
    of_choice = getattr(page, "get_kind_display", None)
    kind = str(of_choice()) if of_choice else page.kind_label
    return "" if kind in {BasePage.kind_label, page.card_title} else kind
