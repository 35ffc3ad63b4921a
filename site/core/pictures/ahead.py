"""Draws ahead what readers will ask for, so that none of them waits for it."""

import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from operator import attrgetter
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.images.models import Filter
from wagtail.models import ReferenceIndex

from core.models import CustomImage, CustomRendition
from core.pictures.drawing import draw
from core.pictures.drawn import needed
from core.pictures.shapes import SHAPES, shapes_used_at
from scheduler.jobs import minutely_job

# Seconds of a minute; what is left then is drawn in the next one. Other jobs are waiting.
ENOUGH = 30
FOCUS = attrgetter(*(f"focal_point_{part}" for part in ("x", "y", "width", "height")))

# How often a file could not be drawn. It may have been a full disk; it may be the file.
_failures: Counter[str] = Counter()
TRIES = 3


@minutely_job
def draw_pictures_ahead() -> None:
    """All that is missing of pictures in use, one at a time; what is wanted first comes first."""
    ends = time.monotonic() + ENOUGH
    for image, spec in missing():
        if time.monotonic() > ends:
            return
        if not _is_given_up(image) and draw(image, spec) is None:
            _failures[image.file.name] += 1


def missing() -> Iterator[tuple[CustomImage, str]]:
    """What pages would show and nobody has drawn: first one size of each, WebP before AVIF."""
    used = _shapes_by_image()
    images = [it for it in CustomImage.objects.filter(pk__in=used) if not _is_given_up(it)]
    drawn = set(CustomRendition.objects.values_list("image", "filter_spec", "focal_point_key"))
    key_of = _Keys()
    for specs_of in (_first_of, _webp_of, _avif_of):
        for image in images:
            for spec in dict.fromkeys(specs_of(image, used[image.pk])):
                if (image.pk, spec, key_of(image, spec)) not in drawn:
                    yield image, spec


def _is_given_up(image: CustomImage) -> bool:
    """Until it is replaced, or the program starts anew."""
    return _failures[image.file.name] >= TRIES


def _shapes_by_image() -> dict[int, list[str]]:
    """Names of the shapes in which each picture is shown, by its key."""
    kind = ContentType.objects.get_for_model(CustomImage)
    rows = ReferenceIndex.objects.filter(to_content_type=kind)
    shapes: dict[int, list[str]] = defaultdict(list)
    for pk, path in rows.values_list("to_object_id", "model_path").distinct():
        shapes[int(pk)].extend(shapes_used_at(path))
    return shapes


class _Keys:
    """By which focal point something was drawn; reckoned once for all that have the same one."""

    def __init__(self) -> None:
        self._known: dict[Any, str] = {}

    def __call__(self, image: CustomImage, spec: str) -> str:
        same = (spec.partition("-")[0], FOCUS(image))
        if same not in self._known:
            self._known[same] = Filter(spec).get_cache_key(image)
        return self._known[same]


def _first_of(image: CustomImage, names: list[str]) -> list[str]:
    return [SHAPES[name].first for name in names]


def _webp_of(image: CustomImage, names: list[str]) -> list[str]:
    firsts = _first_of(image, names)
    return [spec for spec in _needed(image, names, "webp") if spec not in firsts]


def _avif_of(image: CustomImage, names: list[str]) -> list[str]:
    return _needed(image, names, "avif")


def _needed(image: CustomImage, names: list[str], kind: str) -> list[str]:
    return [spec for name in names for spec in needed(image, SHAPES[name], kind)]
