"""How a size of a picture comes to be: one at a time, and never at the cost of the page."""

import logging
from threading import Lock
from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.images.models import Filter, SourceImageIOError

if TYPE_CHECKING:
    from core.models import CustomImage, CustomRendition

logger = logging.getLogger(__name__)

# An original may take 100 MB when it is opened: each process opens one at a time.
_one_at_a_time = Lock()


def draw(image: "CustomImage", spec: str) -> "CustomRendition | None":
    """*image* as *spec* says, kept for next time; None where it is lost or cannot be drawn."""
    drawn = Filter(spec)
    key = drawn.get_cache_key(image)
    with _one_at_a_time:
        known = image.renditions.filter(filter_spec=spec, focal_point_key=key).first()
        return known or _draw_anew(image, drawn, key)


def _draw_anew(image: "CustomImage", drawn: Filter, key: str) -> "CustomRendition | None":
    # Whatever is wrong with a file that somebody uploaded, the page around it is worth more.
    try:
        file = image.generate_rendition_file(drawn)
        with transaction.atomic():
            rendition, _ = image.renditions.get_or_create(
                filter_spec=drawn.spec, focal_point_key=key, defaults={"file": file}
            )
    except Exception as error:
        level = logging.INFO if isinstance(error, SourceImageIOError) else logging.WARNING
        logger.log(level, "Picture %s cannot be drawn as %s: %s", image.pk, drawn.spec, error)
        return None
    return rendition
