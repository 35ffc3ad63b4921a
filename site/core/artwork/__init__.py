"""Drawings of thread: two circles, of lived and of trained experience, woven where they overlap.

Everything here is drawn from numbers alone. A drawing says nothing of the words it was drawn from,
and holds classes instead of colours, so that the style sheet dresses it for every theme.
"""

from core.artwork.generated_cover import COVER_SIZES, draw_cover
from core.artwork.venn import draw_divider, draw_logo_mark, draw_not_found, draw_venn

__all__ = [
    "COVER_SIZES",
    "draw_cover",
    "draw_not_found",
    "draw_divider",
    "draw_logo_mark",
    "draw_venn",
]
