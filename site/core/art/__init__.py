"""Drawings of thread: two circles, of lived and of trained experience, woven where they overlap.

Everything here is drawn from numbers alone. A drawing says nothing of the words it was drawn from,
and holds classes instead of colours, so that the style sheet dresses it for every theme.
"""

from core.art.picture import SHAPES, draw
from core.art.weave import draw_apart, draw_braid, draw_knot, draw_weave

__all__ = ["SHAPES", "draw", "draw_apart", "draw_braid", "draw_knot", "draw_weave"]
