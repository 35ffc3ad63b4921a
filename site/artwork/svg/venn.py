"""The Venn diagram of the hero, the logo mark, the not-found drawing and the divider."""

from django.utils.html import escape

from artwork.svg.patterns import ID_PLACEHOLDER, Circles, LinePattern, render_circles

VENN = Circles((236, 262), (404, 262), 190)
VENN_PATTERN = LinePattern(11, 2.8, -32)
LOGO_MARK = Circles((110, 100), (190, 100), 92)
LOGO_MARK_PATTERN = LinePattern(9, 2.4, -32)
NOT_FOUND = Circles((150, 220), (490, 180), 130)
NOT_FOUND_PATTERN = LinePattern(13, 3, -32)

# Anchor and position of each label; start and end of the line to its circle.
LABEL_POSITIONS = (
    ("start", (30, 60), (96, 74), (140, 112)),
    ("middle", (320, 516), (320, 486), (320, 412)),
    ("end", (604, 484), (548, 452), (504, 416)),
)
DIVIDER_HEIGHT = 16
# A wave and its mirror image. The dashes leave a gap where one passes under the other.
DIVIDER_WAVES = (
    ("venn-lived", "M0 8C8 0 16 0 24 8S40 16 48 8", "0 5 90 5"),
    ("venn-trained", "M0 8C8 16 16 16 24 8S40 0 48 8", "45 10 45 0"),
)
Point = tuple[int, int]


def draw_venn(*, lived: str, both: str, trained: str, text: str) -> str:
    """The Venn diagram of the hero with its labels, and *text* as its accessible name.

    Without labels the view box is cropped to the circles.
    """
    labels = [
        _draw_label(label, *position)
        for label, position in zip((lived, both, trained), LABEL_POSITIONS, strict=True)
    ]
    view_box = "0 0 640 530" if any(labels) else "40 66 560 392"
    return _svg(view_box, render_circles(VENN_PATTERN, VENN) + "".join(labels), text)


def draw_logo_mark() -> str:
    """The logo mark: two overlapping circles."""
    return _svg("0 0 300 200", render_circles(LOGO_MARK_PATTERN, LOGO_MARK))


def draw_not_found() -> str:
    """The drawing of the not-found page: two circles that do not overlap."""
    return _svg("0 0 640 400", render_circles(NOT_FOUND_PATTERN, NOT_FOUND))


def draw_divider() -> str:
    """Two interlaced waves, as wide as their container."""
    waves = "".join(
        f'<path class="{thread}" d="{wave}" pathLength="100" stroke-dasharray="{dashes}"/>'
        for thread, wave, dashes in DIVIDER_WAVES
    )
    return (
        f'<svg width="100%" height="{DIVIDER_HEIGHT}" aria-hidden="true"><defs>'
        f'<pattern id="n{ID_PLACEHOLDER}" width="48" height="{DIVIDER_HEIGHT}" '
        'patternUnits="userSpaceOnUse">'
        f'<g fill="none" stroke-width="1.6">{waves}</g></pattern></defs>'
        f'<rect width="100%" height="{DIVIDER_HEIGHT}" fill="url(#n{ID_PLACEHOLDER})"/></svg>'
    )


def _draw_label(label: str, anchor: str, position: Point, begin: Point, end: Point) -> str:
    if not label:
        return ""
    return (
        f'<path class="venn-connection" d="M{begin[0]} {begin[1]}L{end[0]} {end[1]}"/>'
        f'<circle class="venn-point" cx="{end[0]}" cy="{end[1]}" r="3"/>'
        f'<text x="{position[0]}" y="{position[1]}" text-anchor="{anchor}">{escape(label)}</text>'
    )


def _svg(view_box: str, content: str, text: str = "") -> str:
    aria_attributes = f'role="img" aria-label="{escape(text)}"' if text else 'aria-hidden="true"'
    return f'<svg class="hero-venn" viewBox="{view_box}" {aria_attributes}>{content}</svg>'
