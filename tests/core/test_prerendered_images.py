"""Renditions of images in use are created in advance."""

from typing import Any

import pytest

from core.images import prerender
from core.images.image_sizes import IMAGE_SIZES, USES, get_image_sizes_at
from core.models import CustomImage
from home.models import StandardPage
from tests.factories import ImageFactory, png, publish

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _clear_failures() -> None:
    prerender._failures.clear()


def large() -> CustomImage:
    return ImageFactory(file=png(2000, 1500))


def test_every_image_field_has_sizes() -> None:
    assert set(IMAGE_SIZES) == {size for sizes in USES.values() for size in sizes}
    assert get_image_sizes_at("body.image.image") == ("body",)
    assert get_image_sizes_at("body.image_text.image") == ("beside",)
    assert get_image_sizes_at("body.people.people.item.photo") == ("face",)
    assert get_image_sizes_at("body.video.poster") == ("poster",)
    assert get_image_sizes_at("photo") == ("face",)
    assert get_image_sizes_at("image") == ("hero",)
    assert get_image_sizes_at("body.document.document") == ()


def with_pictures(home: Any, *images: CustomImage) -> StandardPage:
    blocks = [("image", {"image": image, "caption": ""}) for image in images]
    for image in images:
        image.contextual_alt_text, image.decorative = "Chairs", False
    return publish(home, StandardPage, title="Pictures", slug="pictures", body=blocks)


def test_prerender_renders_only_images_in_use(home: Any) -> None:
    used, spare = large(), large()
    with_pictures(home, used)
    prerender.prerender_renditions()
    rendered = {rendition.filter_spec for rendition in used.renditions.all()}
    assert rendered == set(IMAGE_SIZES["body"].all_specs)
    assert not spare.renditions.exists()
    assert list(prerender.find_missing_renditions()) == []


def test_prerender_renders_first_sizes_first(home: Any) -> None:
    with_pictures(home, large(), large())
    specs = [spec for _, spec in prerender.find_missing_renditions()]
    assert specs[:2] == [IMAGE_SIZES["body"].first] * 2
    kinds = [spec.rpartition("-")[2] for spec in specs]
    assert kinds == sorted(kinds, reverse=True)


def test_moved_focal_point_is_rendered_again(home: Any, monkeypatch: Any) -> None:
    monkeypatch.setitem(USES, "image.image", ("card",))
    image = large()
    with_pictures(home, image)
    prerender.prerender_renditions()
    CustomImage.objects.filter(pk=image.pk).update(
        focal_point_x=10, focal_point_y=10, focal_point_width=5, focal_point_height=5
    )
    assert {spec for _, spec in prerender.find_missing_renditions()} == set(
        IMAGE_SIZES["card"].all_specs
    )


def test_broken_image_is_given_up_and_others_are_rendered(home: Any) -> None:
    lost, whole = large(), large()
    lost.file.storage.delete(lost.file.name)
    with_pictures(home, lost, whole)
    prerender.prerender_renditions()
    assert whole.renditions.count() == len(IMAGE_SIZES["body"].all_specs)
    assert list(prerender.find_missing_renditions()) == []


def test_prerender_stops_at_time_limit(home: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(prerender, "TIME_LIMIT", -1)
    image = large()
    with_pictures(home, image)
    prerender.prerender_renditions()
    assert not image.renditions.exists()
