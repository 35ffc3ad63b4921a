"""Template filter for responsive images."""

from django import template

from core.images.responsive import ResponsiveImage, get_responsive_image
from core.models import CustomImage
from core.visibility.current_user import can_show_image

register = template.Library()


@register.filter
def responsive_image(image: CustomImage | None, size: str) -> ResponsiveImage | None:
    """Renditions of *image* for *size*, a name in core.images.image_sizes.

    None without an image, or if the current user cannot view it.
    """
    if not image or not can_show_image(image):
        return None
    return get_responsive_image(image, size)
