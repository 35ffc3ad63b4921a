"""Images in templates, for ``components/picture.html`` and ``components/figure.html``."""

from django import template

from core.current_user import can_show_image
from core.images.responsive import ResponsiveImage, get_responsive_image
from core.models import CustomImage

register = template.Library()


@register.filter
def responsive_image(image: CustomImage | None, size: str) -> ResponsiveImage | None:
    """*image* for the use *size* (core.images.image_sizes); None without an image, or if the user
    cannot view it."""
    if not image or not can_show_image(image):
        return None
    return get_responsive_image(image, size)
