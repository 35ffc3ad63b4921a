"""SVG artwork: a Venn diagram of lived and trained experience, filled with line patterns.

The drawings contain numbers and CSS classes only. They do not reveal the title they were generated
from, and the style sheet colours them for each theme. Template tags and the style guide import it.
"""

from artwork.svg.generated_cover import COVER_SIZES, draw_cover
from artwork.svg.venn import draw_divider, draw_logo_mark, draw_not_found, draw_venn

__all__ = [
    "COVER_SIZES",
    "draw_cover",
    "draw_divider",
    "draw_logo_mark",
    "draw_not_found",
    "draw_venn",
]
