"""Image URLs are random and do not contain the file name."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile

from core.images.file_names import generate_file_name
from core.images.image_sizes import IMAGE_SIZES
from core.images.renditions import create_rendition
from tests.factories import ImageFactory, png

pytestmark = pytest.mark.django_db
MAX_LENGTH_SPEC = max((spec for size in IMAGE_SIZES.values() for spec in size.all_specs), key=len)


def test_file_name_is_not_in_image_url(home: Any, subtests: pytest.Subtests) -> None:
    for name in ("jane-doe-ward-7.PNG", "../../jane.png", "jane", "jané.png"):
        with subtests.test(name=name):
            image = ImageFactory(file=ContentFile(png().read(), name=name))
            rendition = create_rendition(image, "width-32|format-webp")
            assert re.fullmatch(r"original_images/[0-9a-f]{32}(\.png)?", image.file.name)
            assert rendition is not None
            assert "jan" not in rendition.url


def test_image_names_are_random_and_renditions_keep_their_stem(home: Any) -> None:
    assert len({generate_file_name("a.png") for _ in range(100)}) == 100
    image = ImageFactory()
    # A focal point makes names of renditions even longer.
    image.focal_point_x = image.focal_point_y = 10
    image.focal_point_width = image.focal_point_height = 5
    rendition = create_rendition(image, MAX_LENGTH_SPEC)
    assert rendition is not None
    beginning = Path(rendition.file.name).name.partition(".")[0]
    # At least 64 bits, which cannot be guessed by requests.
    assert len(beginning) >= 16
    assert Path(image.file.name).stem.startswith(beginning)
