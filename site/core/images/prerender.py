"""Creates renditions before pages need them, so that no request waits for them."""

import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from operator import attrgetter
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail import hooks
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, Filter
from wagtail.models import ReferenceIndex

from core.images.image_sizes import IMAGE_SIZES, get_image_sizes_at
from core.images.renditions import create_rendition
from core.images.responsive import get_needed_specs

# Seconds per run. The rest is rendered in the next minute, so that other jobs are not delayed.
TIME_LIMIT = 30
get_focal_point = attrgetter(*(f"focal_point_{part}" for part in ("x", "y", "width", "height")))

# File name -> failed attempts of this process. The cause can be the file or a full disk.
_failures: Counter[str] = Counter()
MAX_ATTEMPTS = 3


@hooks.register("run_minutely_job")
def prerender_renditions() -> None:
    """Create the missing renditions of images in use, the most urgent first."""
    ends = time.monotonic() + TIME_LIMIT
    for image, spec in find_missing_renditions():
        if time.monotonic() > ends:
            return
        if not _has_failed(image) and create_rendition(image, spec) is None:
            _failures[image.file.name] += 1


def find_missing_renditions() -> Iterator[tuple[AbstractImage, str]]:
    """Renditions that pages need and that do not exist: one per image, then WebP, then AVIF."""
    used = _get_image_sizes_by_image()
    model = get_image_model()
    images = [it for it in model.objects.filter(pk__in=used) if not _has_failed(it)]
    renditions = model.get_rendition_model().objects
    existing = set(renditions.values_list("image", "filter_spec", "focal_point_key"))
    key_of = _FocalPointKeys()
    for get_specs in (_get_first_specs, _get_webp_specs, _get_avif_specs):
        for image in images:
            for spec in dict.fromkeys(get_specs(image, used[image.pk])):
                if (image.pk, spec, key_of(image, spec)) not in existing:
                    yield image, spec


def _has_failed(image: AbstractImage) -> bool:
    """Whether *image* is skipped until its file is replaced or the process restarts."""
    return _failures[image.file.name] >= MAX_ATTEMPTS


def _get_image_sizes_by_image() -> dict[int, list[str]]:
    """Image id -> names of the sizes in which it is shown."""
    content_type = ContentType.objects.get_for_model(get_image_model())
    rows = ReferenceIndex.objects.filter(to_content_type=content_type)
    image_sizes: dict[int, list[str]] = defaultdict(list)
    for pk, path in rows.values_list("to_object_id", "model_path").distinct():
        image_sizes[int(pk)].extend(get_image_sizes_at(path))
    return image_sizes


class _FocalPointKeys:
    """Focal point keys of renditions, cached by operation and focal point."""

    def __init__(self) -> None:
        self._known: dict[Any, str] = {}

    def __call__(self, image: AbstractImage, spec: str) -> str:
        same = (spec.partition("-")[0], get_focal_point(image))
        if same not in self._known:
            self._known[same] = Filter(spec).get_cache_key(image)
        return self._known[same]


def _get_first_specs(image: AbstractImage, names: list[str]) -> list[str]:
    return [IMAGE_SIZES[name].first for name in names]


def _get_webp_specs(image: AbstractImage, names: list[str]) -> list[str]:
    firsts = _get_first_specs(image, names)
    return [spec for spec in _get_needed_specs(image, names, "webp") if spec not in firsts]


def _get_avif_specs(image: AbstractImage, names: list[str]) -> list[str]:
    return _get_needed_specs(image, names, "avif")


def _get_needed_specs(image: AbstractImage, names: list[str], format: str) -> list[str]:
    return [spec for name in names for spec in get_needed_specs(image, IMAGE_SIZES[name], format)]
