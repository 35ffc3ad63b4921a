"""A picture as a template prints it: the sizes that are there, for the browser to choose from."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch
from wagtail.images import get_image_model
from wagtail.images.models import Filter

from core.pictures.drawing import draw
from core.pictures.shapes import ON_A_PHONE, REM, SHAPES, Shape, specs_of

if TYPE_CHECKING:
    from core.models import CustomImage, CustomRendition

PHONE_SHARE = 0.92


@dataclass(frozen=True)
class Drawn:
    """What ``components/picture.html`` prints. ``avif`` is empty until all its sizes are drawn."""

    src: str
    srcset: str
    avif: str
    sizes: str
    width: int
    height: int


def drawn_as(image: "CustomImage | None", name: str) -> Drawn | None:
    """*image* in the shape *name*; None where there is none, or nothing of it can be drawn."""
    if not image or image.pk is None:
        return None
    known: dict[str, Drawn | None] = image.__dict__.setdefault("_drawn", {})
    if name not in known:
        known[name] = _drawn(image, SHAPES[name])
    return known[name]


def renditions_of(images: str, *names: str) -> Prefetch:
    """The sizes of *images* (a path of fields) that the shapes *names* need, in one query."""
    sizes = get_image_model().get_rendition_model().objects.filter(filter_spec__in=specs_of(*names))
    path = f"{images}__renditions" if images else "renditions"
    return Prefetch(path, queryset=sizes, to_attr="prefetched_renditions")


def needed(image: "CustomImage", shape: Shape, kind: str) -> list[str]:
    """What is to be drawn in the format *kind*: sizes larger than the picture are one size."""
    specs, longest = shape.specs(kind), max(image.width, image.height)
    narrower = sum(width < longest for width in shape.widths)
    return specs[: narrower + 1]


def _drawn(image: "CustomImage", shape: Shape) -> Drawn | None:
    found = _found(image, shape)
    plain = found.get(shape.first) or next(iter(found.values()), None) or draw(image, shape.first)
    if plain is None:
        return None
    found.setdefault(plain.filter_spec, plain)
    width, height = _shown_size(image, shape, plain)
    return Drawn(
        src=plain.url,
        srcset=_srcset(found.get(spec) for spec in shape.specs("webp")),
        avif=_avif(image, shape, found),
        sizes=_sizes(shape, width),
        width=width,
        height=height,
    )


def _found(image: "CustomImage", shape: Shape) -> dict[str, "CustomRendition"]:
    """What of *shape* is drawn already, by spec; kept in this process for ten minutes."""
    found = image.find_existing_renditions(*(Filter(spec) for spec in shape.all_specs))
    model = image.get_rendition_model()
    fresh: dict[str, Any] = {
        model.construct_cache_key(image, drawn.get_cache_key(image), drawn.spec): rendition
        for drawn, rendition in found.items()
        if not getattr(rendition, "_from_cache", False)
    }
    if fresh:
        model.cache_backend.set_many(fresh)
    return {drawn.spec: found[drawn] for drawn in sorted(found, key=_webp_first)}


def _webp_first(drawn: Filter) -> bool:
    return "webp" not in drawn.spec


def _srcset(renditions: Iterable["CustomRendition | None"]) -> str:
    by_width = {rendition.width: rendition.url for rendition in renditions if rendition}
    return ", ".join(f"{by_width[width]} {width}w" for width in sorted(by_width))


def _avif(image: "CustomImage", shape: Shape, found: dict[str, "CustomRendition"]) -> str:
    # A browser that knows AVIF looks no further, so it must find there every size it may want.
    wanted = [found.get(spec) for spec in needed(image, shape, "avif")]
    return _srcset(wanted) if all(wanted) else ""


def _shown_size(image: "CustomImage", shape: Shape, plain: "CustomRendition") -> tuple[int, int]:
    """CSS pixels: in its box, and never larger than the original."""
    if shape.ratio:
        return plain.width, plain.height
    ratio = plain.width / plain.height
    is_turned = (image.width < image.height) != (ratio < 1)
    own = image.height if is_turned else image.width
    width = min(own, shape.box[0], shape.box[1] * ratio)
    return round(width), round(width / ratio)


def _sizes(shape: Shape, width: int) -> str:
    if shape.ratio:
        return shape.sizes
    from_here = width / PHONE_SHARE / REM
    return f"(min-width: {from_here:.4g}rem) {width / REM:.4g}rem, {ON_A_PHONE}"
