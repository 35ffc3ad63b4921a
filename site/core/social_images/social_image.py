"""What is printed on the card of a page. Nothing but what its lists and links print as well."""

import hashlib
import json
from dataclasses import astuple, dataclass

from django.urls import reverse

from core.chrome import get_site_chrome
from core.models import BasePage
from core.social_images.theme import read_colours

# Goes up when the drawing changes, so that nobody keeps an old one for a new.
VERSION = 1


@dataclass(frozen=True)
class SocialImage:
    """The words of one card. ``label`` may be empty."""

    title: str
    label: str
    organisation: str

    @property
    def digest(self) -> str:
        """Changes with everything that can be seen on the card."""
        seen = json.dumps([VERSION, read_colours(), *astuple(self)])
        return hashlib.sha256(seen.encode()).hexdigest()[:16]


def get_social_image(page: BasePage) -> SocialImage:
    """The card of *page* as it is published now. Ask the door before showing it."""
    organisation = get_site_chrome(None)["organisation"].get("name", "")
    return SocialImage(
        title=page.social_image_title, label=_get_label(page), organisation=organisation
    )


def get_social_image_url(page: BasePage, social_image: SocialImage) -> str:
    """The path under which *card* stands until something on it changes."""
    return reverse("social_image", args=[page.pk, social_image.digest])


def _get_label(page: BasePage) -> str:
    """What sort of thing it is, where that says more than the title does."""
    of_choice = getattr(page, "get_kind_display", None)
    label = str(of_choice()) if of_choice else page.type_label
    return "" if label in {BasePage.type_label, page.social_image_title} else label
