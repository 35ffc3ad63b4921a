"""The colours of social images: those of the light theme in tokens.css."""

import re
from functools import lru_cache
from pathlib import Path

TOKENS = Path(__file__).resolve().parents[2] / "static" / "css" / "tokens.css"
# The colours of the lived and the trained lines in each palette, as in
# components/generated_cover.css.
PALETTE_COLOURS = {
    "palette-0": ("lived", "trained"),
    "palette-1": ("lens", "primary"),
    "palette-2": ("trained", "lens"),
    "palette-3": ("primary", "lived"),
}
COLOUR_TOKEN = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6})")


@lru_cache(maxsize=1)
def read_colours() -> dict[str, str]:
    """Token name -> colour, as declared in the first block of tokens.css."""
    found: dict[str, str] = {}
    for name, colour in COLOUR_TOKEN.findall(TOKENS.read_text("utf-8")):
        found.setdefault(name, colour)
    return found
