"""Strips metadata and colour profiles from renditions."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageCms
from wagtail.images.image_operations import FilterOperation
from wagtail.images.models import Filter
from willow.plugins.pillow import PillowImage

BACKGROUND = "#fbf8f3"
SRGB = ImageCms.createProfile("sRGB")


class StripMetadata(FilterOperation):
    """Convert to sRGB and drop all metadata.

    A colour profile can identify a person's screen, so it is removed after the conversion.
    Renditions for pages (those that name a format) are flattened onto the page colour, so that
    dark line art on a transparent background stays visible in dark mode.
    """

    vary_fields = ()

    def construct(self) -> None:
        """Do nothing: the operation has no parameters."""

    def run(self, willow: Any, image: Any, env: dict[str, Any]) -> PillowImage:
        picture = _convert_to_srgb(willow.get_pillow_image())
        if "output-format" in env and picture.mode == "RGBA":
            picture = _flatten(picture)
        picture.info = {}
        return PillowImage(picture)


class SafeFilter(Filter):
    """Wagtail's filter, followed by StripMetadata. Used for renditions of the admin too."""

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
    except (ImageCms.PyCMSError, OSError):  # a profile of another colour space, or a broken one
        return picture.convert(mode)
    return converted or picture.convert(mode)
