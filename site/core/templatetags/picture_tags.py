"""Pictures in templates, for ``components/picture.html`` and ``components/figure.html``."""

from django import template

from core.current_user import can_show_image
from core.models import CustomImage
from core.pictures.drawn import Drawn
from core.pictures.drawn import drawn_as as _drawn_as

register = template.Library()


@register.filter
def drawn_as(image: CustomImage | None, shape: str) -> Drawn | None:
    """*image* in the sizes of *shape* (core.pictures.shapes); None where there is none to show,
    or the viewer may not see it."""
    if not image or not can_show_image(image):
        return None
    return _drawn_as(image, shape)
