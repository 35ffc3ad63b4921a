"""Pictures leave without what a camera, a phone or a screen has written into them."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageCms
from wagtail.images.image_operations import FilterOperation
from wagtail.images.models import Filter
from willow.plugins.pillow import PillowImage

BACKGROUND = "#fbf8f3"
SRGB = ImageCms.createProfile("sRGB")


class StripMetadata(FilterOperation):
    """Colours as every screen knows them, and nothing beside the colours.

    A colour profile may name a person's own screen, so colours are reckoned to sRGB and it goes.
    What is drawn for a page (and so names its format) is drawn on paper: dark lines on nothing at
    all could not be seen by who reads in the dark.
    """

    vary_fields = ()

    def construct(self) -> None:
        """Takes nothing from the spec."""

    def run(self, willow: Any, image: Any, env: dict[str, Any]) -> PillowImage:
        picture = _convert_to_srgb(willow.get_pillow_image())
        if "output-format" in env and picture.mode == "RGBA":
            picture = _flatten(picture)
        picture.info = {}
        return PillowImage(picture)


class SafeFilter(Filter):
    """As Wagtail's own filter; whatever it draws is plain, in the admin too."""

    @property
    def filter_operations(self) -> list[Any]:
        return [*super().filter_operations, StripMetadata("strip-metadata")]


def _flatten(picture: Image.Image) -> Image.Image:
    background = Image.new("RGB", picture.size, BACKGROUND)
    background.paste(picture, mask=picture)
    return background


def _convert_to_srgb(picture: Image.Image) -> Image.Image:
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    profile = picture.info.get("icc_profile")
    if not profile:
        return picture.convert(mode)
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        converted = ImageCms.profileToProfile(picture, source, SRGB, outputMode=mode)
    except (ImageCms.PyCMSError, OSError):  # it is of another kind of colours, or broken
        return picture.convert(mode)
    return converted or picture.convert(mode)
