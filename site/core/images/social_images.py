"""The social image of a page, and its URL."""

from django.urls import reverse

from artwork.social_images.social_image import SocialImage
from core.models import BasePage
from core.navigation.chrome import get_site_chrome


def get_social_image(page: BasePage) -> SocialImage:
    """The social image of *page* as published. The caller must check that the page is visible."""
    organisation = get_site_chrome(None)["organisation"].get("name", "")
    return SocialImage(
        title=page.social_image_title, label=_get_label(page), organisation=organisation
    )


def get_social_image_url(page: BasePage, social_image: SocialImage) -> str:
    """The path of *social_image*, which changes with its content."""
    return reverse("social_image", args=[page.pk, social_image.digest])


def _get_label(page: BasePage) -> str:
    """The type of the page; empty if it is generic or the same as the title."""
    of_choice = getattr(page, "get_kind_display", None)
    label = str(of_choice()) if of_choice else page.type_label
    return "" if label in {BasePage.type_label, page.social_image_title} else label
