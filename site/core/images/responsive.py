"""Responsive images for templates: the renditions from which a browser chooses."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, AbstractRendition, Filter

from core.images.image_sizes import IMAGE_SIZES, PHONE_WIDTH, REM, ImageSize, get_filter_specs
from core.images.renditions import create_rendition

PHONE_SHARE = 0.92


@dataclass(frozen=True)
class ResponsiveImage:
    """Attributes of a picture element (``components/picture.html``).

    ``avif`` is empty until all AVIF renditions exist.
    """

    src: str
    srcset: str
    avif: str
    sizes: str
    width: int
    height: int


def get_responsive_image(image: AbstractImage | None, name: str) -> ResponsiveImage | None:
    """*image* in the size *name*; None without an image, or if no rendition can be created."""
    if not image or image.pk is None:
        return None
    known: dict[str, ResponsiveImage | None] = image.__dict__.setdefault("_responsive_images", {})
    if name not in known:
        known[name] = _build_responsive_image(image, IMAGE_SIZES[name])
    return known[name]


def prefetch_renditions(images: str, *names: str) -> Prefetch:
    """Prefetch the renditions of *images* (a path of fields) for the sizes *names*."""
    sizes = (
        get_image_model()
        .get_rendition_model()
        .objects.filter(filter_spec__in=get_filter_specs(*names))
    )
    path = f"{images}__renditions" if images else "renditions"
    return Prefetch(path, queryset=sizes, to_attr="prefetched_renditions")


def get_needed_specs(image: AbstractImage, image_size: ImageSize, format: str) -> list[str]:
    """Filter specs to render in *format*: of those wider than the image, only the first."""
    specs, max_side = image_size.specs(format), max(image.width, image.height)
    narrower = sum(width < max_side for width in image_size.widths)
    return specs[: narrower + 1]


def _build_responsive_image(image: AbstractImage, image_size: ImageSize) -> ResponsiveImage | None:
    renditions = _find_renditions(image, image_size)
    fallback = (
        renditions.get(image_size.first)
        or next(iter(renditions.values()), None)
        or create_rendition(image, image_size.first)
    )
    if fallback is None:
        return None
    renditions.setdefault(fallback.filter_spec, fallback)
    width, height = _get_display_size(image, image_size, fallback)
    return ResponsiveImage(
        src=fallback.url,
        srcset=_build_srcset(renditions.get(spec) for spec in image_size.specs("webp")),
        avif=_build_avif_srcset(image, image_size, renditions),
        sizes=_build_sizes(image_size, width),
        width=width,
        height=height,
    )


def _find_renditions(image: AbstractImage, image_size: ImageSize) -> dict[str, AbstractRendition]:
    """Existing renditions of *image_size* by spec; cached in this process for ten minutes."""
    renditions = image.find_existing_renditions(*(Filter(spec) for spec in image_size.all_specs))
    model = image.get_rendition_model()
    fresh: dict[str, Any] = {
        model.construct_cache_key(
            image, image_filter.get_cache_key(image), image_filter.spec
        ): rendition
        for image_filter, rendition in renditions.items()
        if not getattr(rendition, "_from_cache", False)
    }
    if fresh:
        model.cache_backend.set_many(fresh)
    return {
        image_filter.spec: renditions[image_filter]
        for image_filter in sorted(renditions, key=_webp_first)
    }


def _webp_first(image_filter: Filter) -> bool:
    return "webp" not in image_filter.spec


def _build_srcset(renditions: Iterable[AbstractRendition | None]) -> str:
    by_width = {rendition.width: rendition.url for rendition in renditions if rendition}
    return ", ".join(f"{by_width[width]} {width}w" for width in sorted(by_width))


def _build_avif_srcset(
    image: AbstractImage, image_size: ImageSize, renditions: dict[str, AbstractRendition]
) -> str:
    # A browser that supports AVIF uses no other source, so all its sizes must exist.
    wanted = [renditions.get(spec) for spec in get_needed_specs(image, image_size, "avif")]
    return _build_srcset(wanted) if all(wanted) else ""


def _get_display_size(
    image: AbstractImage, image_size: ImageSize, fallback: AbstractRendition
) -> tuple[int, int]:
    """Width and height in CSS pixels: within the box, and never larger than the original."""
    if image_size.ratio:
        return fallback.width, fallback.height
    ratio = fallback.width / fallback.height
    is_rotated = (image.width < image.height) != (ratio < 1)
    own_width = image.height if is_rotated else image.width
    width = min(own_width, image_size.box[0], image_size.box[1] * ratio)
    return round(width), round(width / ratio)


def _build_sizes(image_size: ImageSize, width: int) -> str:
    if image_size.ratio:
        return image_size.sizes
    box_from = width / PHONE_SHARE / REM
    return f"(min-width: {box_from:.4g}rem) {width / REM:.4g}rem, {PHONE_WIDTH}"
