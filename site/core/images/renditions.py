"""Creates renditions, one at a time. If one cannot be created, pages are shown without it."""

import logging
from threading import Lock

from django.db import transaction
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    SourceImageIOError,
)

logger = logging.getLogger(__name__)

# A decoded original can take 100 MB of memory, so each process decodes one at a time.
_one_at_a_time = Lock()


def create_rendition(image: AbstractImage, spec: str) -> AbstractRendition | None:
    """The rendition of *image* for *spec*; None if its file is missing or broken."""
    image_filter = Filter(spec)
    key = image_filter.get_cache_key(image)
    with _one_at_a_time:
        known = image.renditions.filter(filter_spec=spec, focal_point_key=key).first()
        return known or _generate_rendition(image, image_filter, key)


def _generate_rendition(
    image: AbstractImage, image_filter: Filter, key: str
) -> AbstractRendition | None:
    # Any error of an uploaded file is caught: the page is shown without the image.
    try:
        file = image.generate_rendition_file(image_filter)
        with transaction.atomic():
            rendition, _ = image.renditions.get_or_create(
                filter_spec=image_filter.spec, focal_point_key=key, defaults={"file": file}
            )
    except Exception as error:
        level = logging.INFO if isinstance(error, SourceImageIOError) else logging.WARNING
        message = "Could not create rendition of image %s as %s: %s"
        logger.log(level, message, image.pk, image_filter.spec, error)
        return None
    return rendition
