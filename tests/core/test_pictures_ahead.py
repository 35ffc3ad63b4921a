"""Pictures in use are drawn before somebody asks for them."""

from typing import Any

import pytest

from core.models import CustomImage
from core.pictures import ahead
from core.pictures.shapes import SHAPES, USES, shapes_used_at
from home.models import StandardPage
from tests.factories import ImageFactory, png, publish

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _nothing_given_up() -> None:
    ahead._failures.clear()


def large() -> CustomImage:
    return ImageFactory(file=png(2000, 1500))


def test_every_place_for_a_picture_has_its_shapes() -> None:
    assert set(SHAPES) == {shape for shapes in USES.values() for shape in shapes}
    assert shapes_used_at("body.image.image") == ("body",)
    assert shapes_used_at("body.image_text.image") == ("beside",)
    assert shapes_used_at("body.people.people.item.photo") == ("face",)
    assert shapes_used_at("body.video.poster") == ("poster",)
    assert shapes_used_at("photo") == ("face",)
    assert shapes_used_at("image") == ("hero",)
    assert shapes_used_at("body.document.document") == ()


def with_pictures(home: Any, *images: CustomImage) -> StandardPage:
    blocks = [("image", {"image": image, "caption": ""}) for image in images]
    for image in images:
        image.contextual_alt_text, image.decorative = "Chairs", False
    return publish(home, StandardPage, title="Pictures", slug="pictures", body=blocks)


def test_pictures_in_use_are_drawn_ahead_and_others_are_not(home: Any) -> None:
    used, spare = large(), large()
    with_pictures(home, used)
    ahead.draw_pictures_ahead()
    drawn = {rendition.filter_spec for rendition in used.renditions.all()}
    assert drawn == set(SHAPES["body"].all_specs)
    assert not spare.renditions.exists()
    assert list(ahead.missing()) == []


def test_what_a_page_needs_first_is_drawn_first(home: Any) -> None:
    with_pictures(home, large(), large())
    specs = [spec for _, spec in ahead.missing()]
    assert specs[:2] == [SHAPES["body"].first] * 2
    kinds = [spec.rpartition("-")[2] for spec in specs]
    assert kinds == sorted(kinds, reverse=True)


def test_a_moved_focal_point_is_drawn_anew(home: Any, monkeypatch: Any) -> None:
    monkeypatch.setitem(USES, "image.image", ("card",))
    image = large()
    with_pictures(home, image)
    ahead.draw_pictures_ahead()
    CustomImage.objects.filter(pk=image.pk).update(
        focal_point_x=10, focal_point_y=10, focal_point_width=5, focal_point_height=5
    )
    assert {spec for _, spec in ahead.missing()} == set(SHAPES["card"].all_specs)


def test_a_picture_that_cannot_be_drawn_is_given_up_and_holds_up_no_other(home: Any) -> None:
    lost, whole = large(), large()
    lost.file.storage.delete(lost.file.name)
    with_pictures(home, lost, whole)
    ahead.draw_pictures_ahead()
    assert whole.renditions.count() == len(SHAPES["body"].all_specs)
    assert list(ahead.missing()) == []


def test_drawing_ends_when_its_time_is_over(home: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(ahead, "ENOUGH", -1)
    image = large()
    with_pictures(home, image)
    ahead.draw_pictures_ahead()
    assert not image.renditions.exists()
