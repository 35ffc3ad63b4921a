"""Rendition files: crop, colours, format, and no metadata."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from PIL import Image as Picture
from PIL import ImageCms, ImageDraw
from PIL.PngImagePlugin import PngInfo

from core.images.image_sizes import FORMATS
from core.images.renditions import create_rendition
from core.models import CustomImage
from tests.factories import ImageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]
CORAL, BLUE = (189, 76, 52), (46, 111, 149)
CANARY = "Ward 7, Larch"


def keep(picture: Picture.Image, kind: str, **options: Any) -> CustomImage:
    buffer = BytesIO()
    picture.save(buffer, kind, **options)
    return ImageFactory(file=ContentFile(buffer.getvalue(), name=f"kept.{kind.lower()}"))


def render(image: CustomImage, spec: str) -> tuple[bytes, Picture.Image]:
    """The bytes of the rendition of *image* for *spec*, and the decoded image."""
    rendition = create_rendition(image, spec)
    with rendition.file.open() as file:
        content = file.read()
    return content, Picture.open(BytesIO(content))


def is_near(pixel: tuple[int, ...], colour: tuple[int, ...]) -> bool:
    return all(abs(one - other) < 16 for one, other in zip(pixel, colour, strict=True))


@pytest.fixture(params=FORMATS)
def kind(request: pytest.FixtureRequest) -> str:
    return request.param


def build_private_exif() -> Picture.Exif:
    exif = Picture.Exif()
    exif[0x010E] = exif[0x010F] = CANARY
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 26.0), 3: "W", 4: (0.0, 7.0, 39.0)})
    return exif


def build_private_profile() -> bytes:
    """A colour profile that names a user's screen."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert b"sRGB built-in" in profile or b"s\x00R\x00G\x00B" in profile
    return profile


def test_renditions_have_no_metadata_or_colour_profile(
    kind: str, subtests: pytest.Subtests
) -> None:
    for original in ("JPEG", "WEBP", "AVIF", "PNG"):
        with subtests.test(original=original):
            options: dict[str, Any] = {
                "exif": build_private_exif(),
                "icc_profile": build_private_profile(),
            }
            if original == "PNG":
                options["pnginfo"] = PngInfo()
                options["pnginfo"].add_text("Author", CANARY)
            else:
                options["xmp"] = (
                    f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{CANARY}</x:xmpmeta>".encode()
                )
            image = keep(Picture.new("RGB", (400, 300), CORAL), original, **options)
            with image.open_file() as file:
                assert CANARY.encode() in file.read()
            for spec in (f"width-200|format-{kind}", f"fill-100x100|format-{kind}"):
                content, picture = render(image, spec)
                assert not picture.getexif()
                assert not {"exif", "xmp", "icc_profile"} & set(picture.info)
                for telling in (CANARY.encode(), b"Exif", b"xmpmeta", b"acsp"):
                    assert telling not in content


def test_renditions_have_the_requested_format(kind: str) -> None:
    _, picture = render(
        keep(Picture.new("RGB", (400, 300), CORAL), "PNG"), f"width-80|format-{kind}"
    )
    assert picture.format == kind.upper()
    assert picture.size == (80, 60)
    assert is_near(picture.convert("RGB").getpixel((40, 30)), CORAL)


def test_crop_keeps_focal_point(kind: str) -> None:
    wide = Picture.new("RGB", (1200, 300), CORAL)
    ImageDraw.Draw(wide).rectangle((900, 0, 1200, 300), fill=BLUE)
    image = keep(wide, "PNG")
    _, middle = render(image, f"fill-100x100|format-{kind}")
    assert is_near(middle.convert("RGB").getpixel((50, 50)), CORAL)
    image.focal_point_x, image.focal_point_y = 1050, 150
    image.focal_point_width = image.focal_point_height = 100
    image.save()
    _, pointed = render(image, f"fill-100x100|format-{kind}")
    assert is_near(pointed.convert("RGB").getpixel((50, 50)), BLUE)


def half_transparent() -> Picture.Image:
    clear = Picture.new("RGBA", (200, 200), (0, 0, 0, 0))
    ImageDraw.Draw(clear).rectangle((100, 0, 200, 200), fill=(*CORAL, 255))
    return clear


def test_transparent_image_is_flattened_for_pages(kind: str, subtests: pytest.Subtests) -> None:
    for mode in ("RGBA", "P"):
        with subtests.test(mode=mode):
            clear = half_transparent() if mode == "RGBA" else half_transparent().quantize(8)
            _, shown = render(keep(clear, "PNG"), f"width-100|format-{kind}")
            assert shown.mode == "RGB"
            assert is_near(shown.getpixel((10, 50)), (251, 248, 243))
            assert is_near(shown.getpixel((90, 50)), CORAL)


def test_logo_keeps_transparency() -> None:
    _, shown = render(keep(half_transparent(), "PNG"), "max-180x96")
    assert shown.convert("RGBA").getpixel((10, 50))[3] < 8


def test_cmyk_image_keeps_its_colours(kind: str) -> None:
    image = keep(Picture.new("RGB", (200, 200), CORAL).convert("CMYK"), "JPEG", quality=95)
    _, shown = render(image, f"width-100|format-{kind}")
    assert is_near(shown.convert("RGB").getpixel((50, 50)), CORAL)


def test_profile_of_another_colour_space_keeps_colours(kind: str) -> None:
    lab = ImageCms.createProfile("LAB")
    profile = ImageCms.ImageCmsProfile(lab).tobytes()
    image = keep(Picture.new("RGB", (100, 100), CORAL), "PNG", icc_profile=profile)
    _, shown = render(image, f"width-50|format-{kind}")
    assert is_near(shown.convert("RGB").getpixel((25, 25)), CORAL)


def test_animated_image_is_rendered_as_still(kind: str) -> None:
    frames = [Picture.new("RGB", (100, 100), colour) for colour in (CORAL, BLUE)]
    image = keep(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=100)
    _, shown = render(image, f"width-50|format-{kind}")
    assert getattr(shown, "n_frames", 1) == 1
    assert is_near(shown.convert("RGB").getpixel((25, 25)), CORAL)


def test_every_pixel_mode_can_be_rendered(kind: str, subtests: pytest.Subtests) -> None:
    for mode in ("1", "L", "LA", "P", "I;16"):
        with subtests.test(mode=mode):
            image = keep(Picture.new(mode, (100, 100)), "PNG")
            _, shown = render(image, f"width-50|format-{kind}")
            assert shown.size == (50, 50)


def test_admin_thumbnails_have_no_metadata() -> None:
    image = keep(Picture.new("RGB", (400, 300), CORAL), "JPEG", exif=build_private_exif())
    content, picture = render(image, "max-165x165")
    assert picture.format == "WEBP"
    assert CANARY.encode() not in content
