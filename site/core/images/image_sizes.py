"""The widths in which images are rendered, by what they are used for.

Widths were measured on the rendered pages at 360, 768 and 1440 px: the second or third is for a
phone with a high-density screen, the last for a desktop with one. ``sizes`` tells browsers how wide
the image is shown, so that they fetch the smallest that is enough.
"""

from dataclasses import dataclass
from functools import cached_property

# Newest first: browsers use the first format that they support. All of them support the last.
FORMATS = ("avif", "webp")
REM = 16
# Below the first breakpoint an image fills the window except for the page margins.
PHONE_WIDTH = "92vw"


@dataclass(frozen=True)
class ImageSize:
    """The size of images in one place of the design.

    With a ``ratio``, images are cropped around the focal point. Without one, they are shown within
    ``box`` (CSS pixels) and never larger than the original.
    """

    widths: tuple[int, ...]
    sizes: str = PHONE_WIDTH
    ratio: float | None = None
    box: tuple[int, int] = (0, 0)

    def specs(self, format: str) -> list[str]:
        """Wagtail filter specs in *format*, narrowest first."""
        return [f"{self._build_resize_operation(width)}|format-{format}" for width in self.widths]

    @cached_property
    def first(self) -> str:
        """The spec of medium width that is rendered first."""
        return self.specs(FORMATS[-1])[len(self.widths) // 2]

    @cached_property
    def all_specs(self) -> list[str]:
        return [spec for format in reversed(FORMATS) for spec in self.specs(format)]

    def _build_resize_operation(self, width: int) -> str:
        return f"fill-{width}x{round(width / self.ratio)}" if self.ratio else f"width-{width}"


IMAGE_SIZES = {
    # Lead image above an article, as wide as the page
    "lead": ImageSize((720, 1216, 1824), "(min-width: 82rem) 76rem, 92vw", ratio=12 / 5),
    # First article of a list
    "feature": ImageSize(
        (400, 720, 1224), "(min-width: 82rem) 38rem, (min-width: 60rem) 47vw, 92vw", ratio=5 / 3
    ),
    # Other articles of a list
    "card": ImageSize(
        (368, 736), "(min-width: 72rem) 23rem, (min-width: 44rem) 45vw, 92vw", ratio=5 / 3
    ),
    # Small image at the end of a list row
    "line": ImageSize((120, 240), "6.5rem", ratio=6 / 5),
    # Image block in a body, with a caption
    "body": ImageSize((400, 720, 1000, 1440), box=(960, 640)),
    # Image beside text
    "beside": ImageSize((400, 720, 1000), box=(500, 480)),
    # Photo of a person
    "face": ImageSize((96, 192), "5rem", ratio=1),
    # Poster of a video
    "poster": ImageSize((400, 720, 1200), "(min-width: 66rem) 60rem, 92vw", ratio=16 / 9),
    # Hero of the home page
    "hero": ImageSize((400, 720, 1080), box=(540, 600)),
}

# End of the model path in Wagtail's reference index -> names of the sizes that are used there.
USES = {
    "lead_image": ("lead", "feature", "card", "line"),
    "image.image": ("body",),
    "image_text.image": ("beside",),
    "image": ("hero",),
    "photo": ("face",),
    "poster": ("poster",),
}


def get_image_sizes_at(path: str) -> tuple[str, ...]:
    """Names of the sizes in which an image that is referenced at *path* is shown."""
    parts = path.split(".")
    return USES.get(".".join(parts[-2:])) or USES.get(parts[-1]) or ()


def get_filter_specs(*names: str) -> list[str]:
    """All filter specs of the sizes *names*."""
    return [spec for name in names for spec in IMAGE_SIZES[name].all_specs]
