"""Pictures of the demo site: small scenes in the site's own colours, drawn for it as SVG."""

from io import BytesIO
from pathlib import Path

import resvg_py
from django.core.files.base import ContentFile
from PIL import Image

SCENES = Path(__file__).parent / "scenes"
WIDTH = 1400


def render_scene(name: str) -> ContentFile:
    """The scene of that name as a WebP picture, 1400 by 800 pixels. Raises FileNotFoundError."""
    scene = (SCENES / f"{name}.svg").read_text("utf-8")
    rendered = resvg_py.svg_to_bytes(svg_string=scene, width=WIDTH, skip_system_fonts=True)
    buffer = BytesIO()
    with Image.open(BytesIO(rendered)) as image:
        image.convert("RGB").save(buffer, "WEBP", quality=90)
    return ContentFile(buffer.getvalue(), name=f"{name}.webp")
