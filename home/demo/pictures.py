"""Pictures of the demo site: two circles of thread, drawn from a name, so no two are alike."""

import hashlib
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

PAPERS = ("#e3ece5", "#ece6f3", "#f4ecdd")
THREADS = (("#bd4c34", "#2e6f95"), ("#6c4a86", "#0f5257"), ("#2e6f95", "#6c4a86"))
FINENESS = 2


def draw(name: str, width: int = 1400, height: int = 800) -> ContentFile:
    """A WebP picture of *width* by *height* pixels that belongs to *name*."""
    seed = hashlib.sha256(name.encode()).digest()
    size = (width * FINENESS, height * FINENESS)
    picture = Image.new("RGB", size, PAPERS[seed[0] % len(PAPERS)])
    for side, colour in enumerate(THREADS[seed[1] % len(THREADS)]):
        picture.paste(colour, mask=_circle_of_threads(size, seed, side))
    buffer = BytesIO()
    picture.resize((width, height), Image.Resampling.LANCZOS).save(buffer, "WEBP", quality=86)
    return ContentFile(buffer.getvalue(), name=f"{name}.webp")


def _circle_of_threads(size: tuple[int, int], seed: bytes, side: int) -> Image.Image:
    width, height = size
    radius = height * (0.34 + seed[2] / 255 * 0.08)
    shift = radius * (0.5 + seed[3] / 255 * 0.2) * (1 if side else -1)
    centre = (width / 2 + shift, height / 2 + (seed[4] / 255 - 0.5) * shift * 0.5)
    circle = Image.new("L", size, 0)
    box = [
        centre[0] - radius,
        centre[1] - radius,
        centre[0] + radius,
        centre[1] + radius,
    ]
    ImageDraw.Draw(circle).ellipse(box, fill=255)
    nothing = Image.new("L", size, 0)
    return Image.composite(_threads(size, angle=32 + seed[5] % 20 + 90 * side), nothing, circle)


def _threads(size: tuple[int, int], angle: int) -> Image.Image:
    reach = max(size) * 2
    sheet = Image.new("L", (reach, reach), 0)
    pen = ImageDraw.Draw(sheet)
    for y in range(0, reach, 36):
        pen.line([(0, y), (reach, y)], fill=255, width=10)
    turned = sheet.rotate(angle)
    left, top = (reach - size[0]) // 2, (reach - size[1]) // 2
    return turned.crop((left, top, left + size[0], top + size[1]))
