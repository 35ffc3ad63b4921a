"""Responsive images: offered sizes and formats, and fallbacks for broken files."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from PIL import Image as Picture

from core.caching import request_cache
from core.images.image_sizes import IMAGE_SIZES
from core.images.renditions import create_rendition
from core.images.responsive import prefetch_renditions
from core.models import CustomImage
from core.visibility.current_user import as_user
from tests.factories import ImageFactory, UserFactory
from tests.html import assert_valid, content_of

pytestmark = pytest.mark.django_db
Paint = Callable[..., CustomImage]


@pytest.fixture
def paint(home: Any) -> Paint:
    """An image of the given size and mode; its file content can be replaced."""

    def painted(
        width: int = 2000, height: int = 1500, kind: str = "PNG", **fields: Any
    ) -> CustomImage:
        buffer = BytesIO()
        Picture.new("RGB", (width, height), (27, 94, 99)).save(buffer, kind)
        file = ContentFile(buffer.getvalue(), name=f"painted.{kind.lower()}")
        return ImageFactory(file=file, **fields)

    return painted


def show(image: Any, name: str, template: str = "picture", **context: Any) -> str:
    """The output of the template for *image*, which is fetched again as in a new request."""
    again = CustomImage.objects.get(pk=image.pk) if image and image.pk else image
    context = {"image": again, "size": name, **context}
    return " ".join(render_to_string(f"components/{template}.html", context).split())


def draw_all(image: CustomImage, name: str) -> None:
    for spec in IMAGE_SIZES[name].all_specs:
        create_rendition(image, spec)


def widths(srcset: str) -> list[int]:
    return [int(width) for width in re.findall(r" (\d+)w", srcset)]


def attribute(markup: str, element: str, name: str) -> str:
    return re.search(rf'<{element} [^>]*?\b{name}="([^"]*)"', markup)[1]


def test_every_size_offers_avif_then_webp_with_dimensions(
    paint: Paint, subtests: pytest.Subtests
) -> None:
    for name in IMAGE_SIZES:
        with subtests.test(name=name):
            image = paint()
            draw_all(image, name)
            html = show(image, name, alt="Two chairs")
            assert re.match(
                r'<picture> <source type="image/avif" [^>]*> <img [^>]*> </picture>$', html
            )
            for element in ("source", "img"):
                assert widths(attribute(html, element, "srcset")) == list(IMAGE_SIZES[name].widths)
                assert attribute(html, element, "sizes").endswith(("vw", "rem"))
            assert attribute(html, "img", "src").endswith(".webp")
            assert int(attribute(html, "img", "width")) > 0
            assert int(attribute(html, "img", "height")) > 0
            assert attribute(html, "img", "alt") == "Two chairs"
            assert_valid(f"<!DOCTYPE html><title>t</title>{html}")


def test_images_load_lazily_unless_priority(paint: Paint) -> None:
    image = paint()
    below, top = show(image, "card"), show(image, "lead", priority=True)
    assert 'loading="lazy"' in below
    assert "fetchpriority" not in below
    assert 'fetchpriority="high"' in top
    assert "lazy" not in top


def test_decorative_image_has_empty_alt_text(paint: Paint) -> None:
    image = paint(title="IMG_2041", description="Described in the library")
    for template in ("picture", "figure"):
        html = show(image, "body", template)
        assert 'alt=""' in html
        assert "IMG_2041" not in html
        assert "Described" not in html


def test_page_renders_one_rendition_per_image(paint: Paint) -> None:
    image = paint()
    html = show(image, "lead")
    assert [it.filter_spec for it in image.renditions.all()] == [IMAGE_SIZES["lead"].first]
    assert "avif" not in html
    assert len(widths(attribute(html, "img", "srcset"))) == 1


def test_avif_is_offered_only_when_complete(paint: Paint) -> None:
    image = paint()
    draw_all(image, "card")
    assert "avif" in show(image, "card")
    image.renditions.get(filter_spec=IMAGE_SIZES["card"].specs("avif")[-1]).delete()
    assert "avif" not in show(image, "card")


def test_display_size_fits_box_and_original(paint: Paint, subtests: pytest.Subtests) -> None:
    cases = [
        ((2000, 1500), "body", (853, 640)),
        ((1200, 400), "body", (960, 320)),
        ((900, 1600), "body", (360, 640)),
        ((64, 48), "body", (64, 48)),
        ((48, 64), "beside", (48, 64)),
        ((1, 1), "hero", (1, 1)),
        ((60, 60), "face", (60, 60)),
    ]
    for size, name, shown in cases:
        with subtests.test(size=size, name=name):
            html = show(paint(*size), name)
            assert (attribute(html, "img", "width"), attribute(html, "img", "height")) == tuple(
                map(str, shown)
            )


def test_tiny_image_has_one_rendition(paint: Paint) -> None:
    image = paint(64, 48)
    draw_all(image, "body")
    html = show(image, "body")
    assert widths(attribute(html, "img", "srcset")) == [64]
    assert widths(attribute(html, "source", "srcset")) == [64]


def test_rotated_photograph_is_shown_upright(home: Any) -> None:
    buffer, exif = BytesIO(), Picture.Exif()
    exif[0x0112] = 6  # portrait orientation in EXIF
    Picture.new("RGB", (1600, 900)).save(buffer, "JPEG", exif=exif)
    image = ImageFactory(file=ContentFile(buffer.getvalue(), name="upright.jpg"))
    html = show(image, "body")
    assert attribute(html, "img", "width") == "360"
    assert attribute(html, "img", "height") == "640"


def test_missing_image_prints_no_markup(home: Any, subtests: pytest.Subtests) -> None:
    for template in ("picture", "figure"):
        with subtests.test(template=template):
            assert show("", "body", template) == ""
            assert show(None, "body", template, caption="Words") == ""
            assert show(CustomImage(), "body", template) == ""


@pytest.mark.parametrize("template", ["picture", "figure"])
def test_broken_file_prints_no_markup(paint: Paint, template: str) -> None:
    lost, broken = paint(), paint()
    lost.file.storage.delete(lost.file.name)
    with broken.file.storage.open(broken.file.name, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\nnot a picture at all")
    for image in (lost, broken):
        assert show(image, "body", template, caption="Words") == ""


def test_caption_includes_credit(paint: Paint) -> None:
    image = paint(credit="Drawn by Larch", licence="CC BY 4.0")
    html = show(image, "body", "figure", caption="Two chairs.")
    assert "Two chairs." in html
    assert '<span class="credit">Drawn by Larch, CC BY 4.0</span>' in html
    assert '<span class="credit">CC0</span>' in show(paint(licence="CC0"), "body", "figure")
    assert "figcaption" not in show(paint(), "body", "figure")


# --- Queries ---------------------------------------------------------------------------------


def test_prefetched_renditions_need_no_query_per_image(paint: Paint) -> None:
    for number in range(3):
        draw_all(paint(400 + number), "card")
    images = list(CustomImage.objects.prefetch_related(prefetch_renditions("", "card")))
    with request_cache(), CaptureQueriesContext(connection) as queries:
        for image in images:
            html = render_to_string("components/picture.html", {"image": image, "size": "card"})
            assert "avif" in html
    # One query for the restricted collections.
    assert len(queries) == 1


def test_renditions_of_one_image_need_one_query(paint: Paint) -> None:
    image = paint()
    draw_all(image, "body")
    again = CustomImage.objects.get(pk=image.pk)
    with request_cache(), CaptureQueriesContext(connection) as queries:
        render_to_string("components/figure.html", {"image": again, "size": "body"})
    assert len(queries) == 2


def test_existing_renditions_are_reused(paint: Paint, monkeypatch: Any) -> None:
    image = paint()
    draw_all(image, "body")
    monkeypatch.delattr(CustomImage, "generate_rendition_file")
    monkeypatch.delattr("wagtail.images.models.AbstractImage.generate_rendition_file")
    # Prefetched with renditions of another size.
    again = CustomImage.objects.prefetch_related(prefetch_renditions("", "card")).get(pk=image.pk)
    html = render_to_string("components/picture.html", {"image": again, "size": "body"})
    assert "<img" in html


# --- Permissions -----------------------------------------------------------------------------


def test_avif_of_private_image_requires_permission(
    paint: Paint, members_only: Any, visit: Any, member: Any
) -> None:
    image = paint(collection=members_only)
    draw_all(image, "card")
    assert show(image, "card") == ""
    request = RequestFactory().get("/")
    request.user = member
    with as_user(request):
        address = attribute(show(image, "card"), "source", "srcset").split()[0]
    assert visit(None).get(address).status_code == 404
    assert visit(UserFactory()).get(address).status_code == 404
    response = visit(member).get(address)
    assert response.headers["Content-Type"] == "image/avif"
    assert response.headers["Cache-Control"] == "private, no-store"
    with Picture.open(BytesIO(content_of(response))) as picture:
        assert picture.format == "AVIF"
