"""Images of the demo site: SVG scenes in the colours of the site."""

from io import BytesIO
from pathlib import Path

import resvg_py
from django.core.files.base import ContentFile
from PIL import Image

SCENES = Path(__file__).parent / "scenes"
WIDTH = 1400


def render_scene(name: str) -> ContentFile:
    """Render a scene as WebP, 1400 × 800 pixels. Raises FileNotFoundError for unknown names."""
    scene = (SCENES / f"{name}.svg").read_text("utf-8")
    rendered = resvg_py.svg_to_bytes(svg_string=scene, width=WIDTH, skip_system_fonts=True)
    buffer = BytesIO()
    with Image.open(BytesIO(rendered)) as image:
        image.convert("RGB").save(buffer, "WEBP", quality=90)
    return ContentFile(buffer.getvalue(), name=f"{name}.webp")
