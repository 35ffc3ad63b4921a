"""Renders social images as SVG and PNG."""

import math
from io import BytesIO
from xml.sax.saxutils import escape

import resvg_py
from PIL import Image

from artwork.social_images.social_image import SocialImage
from artwork.social_images.text_layout import FONT_FAMILY, FONT_FILE, Lines, truncate, wrap_lines
from artwork.social_images.theme import PALETTE_COLOURS, read_colours
from artwork.svg.generated_cover import PALETTES, TINTS, SeededChoices
from artwork.svg.patterns import (
    ID_PLACEHOLDER,
    Circles,
    LinePattern,
    format_number,
    render_circles,
)

WIDTH, HEIGHT = 1200, 630
MARGIN = 72
# The logo mark of icons.svg, 51 by 36 units.
LOGO_MARK = (
    '<path class="lens" d="M25.5 3.6A16.2 16.2 0 0 1 25.5 32.4A16.2 16.2 0 0 1 25.5 3.6Z"/>'
    '<g fill="none" stroke-width="3.6"><circle class="lived" cx="18.1" cy="18" r="16.2"/>'
    '<circle class="trained" cx="32.9" cy="18" r="16.2"/>'
    '<path class="lived" d="M19.3 1.8A16.2 16.2 0 0 1 30.5 7.6"/></g>'
)
NAME_SIZE, LABEL_SIZE = 36, 36
LAST_LINE = HEIGHT - 84
LEADING = 1.12
CAPITALS = 0.72  # height of capital letters relative to the font size


def render_png(social_image: SocialImage) -> bytes:
    """*social_image* as a PNG of 1200 by 630 pixels and about 30 kB, without system fonts."""
    png = resvg_py.svg_to_bytes(
        svg_string=render_svg(social_image), font_files=[str(FONT_FILE)], skip_system_fonts=True
    )
    return _reduce_colours(png)


def render_svg(social_image: SocialImage) -> str:
    choices = SeededChoices.from_title(social_image.title)
    lines = wrap_lines(social_image.title)
    if not lines.lines:
        lines = wrap_lines(social_image.organisation)
    tint = read_colours()[choices.choose(0, TINTS)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">'
        f'<style>{_build_style(choices)}</style><rect width="100%" height="100%" fill="{tint}"/>'
        f"{_render_pattern(choices, lines)}{_render_organisation(social_image)}"
        f"{_render_title(social_image, lines)}</svg>"
    )


def _reduce_colours(png: bytes) -> bytes:
    # A fifth of the file size without a visible difference.
    with Image.open(BytesIO(png)) as picture:
        reduced = picture.convert("RGB").quantize(
            256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
        )
    buffer = BytesIO()
    reduced.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _build_style(choices: SeededChoices) -> str:
    colours = read_colours()
    lived, trained = PALETTE_COLOURS[choices.choose(1, PALETTES)]
    return (
        f"text{{font-family:'{FONT_FAMILY}';fill:{colours['ink']}}}"
        f".is-secondary{{fill:{colours['lens-ink']}}}"
        f".venn-lived{{stroke:{colours[lived]}}}.venn-trained{{stroke:{colours[trained]}}}"
        f".venn-overlap{{fill:{colours['surface']}}}.lens{{fill:{colours['lens']}}}"
        f".lived{{stroke:{colours['lived']}}}.trained{{stroke:{colours['trained']}}}"
    )


def _render_pattern(choices: SeededChoices, lines: Lines) -> str:
    """Two circles, one above the other, to the right of the text and cropped by the edge."""
    radius = 196.0
    left = MARGIN + lines.type_size.width + 36
    tilt = math.radians(52 + 18 * choices.fraction(5)) * choices.choose(7, (-1, 1))
    distance = radius * (0.98 + 0.14 * choices.fraction(4))
    middle = (left + radius + math.cos(tilt) * distance / 2, HEIGHT / 2)
    circles = Circles.around(middle, radius, distance, tilt + choices.choose(8, (0, math.pi)))
    pitch = choices.choose(3, (13.0, 14.0, 15.0))
    pattern = LinePattern(pitch, pitch * 0.28, choices.choose(2, (-45, -32, 32, 45)))
    return render_circles(pattern, circles).replace(ID_PLACEHOLDER, "1")


def _render_organisation(social_image: SocialImage) -> str:
    name = truncate(social_image.organisation, NAME_SIZE, 560)
    return (
        f'<g transform="translate({MARGIN} 61) scale(1.4)">{LOGO_MARK}</g>'
        f'<text x="{MARGIN + 90}" y="98" font-size="{NAME_SIZE}">{escape(name)}</text>'
    )


def _render_title(social_image: SocialImage, lines: Lines) -> str:
    size = lines.type_size.size
    step = size * LEADING
    first = LAST_LINE - step * (len(lines.lines) - 1)
    label = truncate(social_image.label, LABEL_SIZE, lines.type_size.width)
    printed = [
        f'<text x="{MARGIN}" y="{format_number(first + step * number)}" font-size="{size}" '
        f'letter-spacing="{format_number(size * -0.012)}">{escape(line)}</text>'
        for number, line in enumerate(lines.lines)
    ]
    baseline = first - size * CAPITALS - 34
    return (
        f'<text class="is-secondary" x="{MARGIN}" y="{format_number(baseline)}" '
        f'font-size="{LABEL_SIZE}">'
        f"{escape(label)}</text>{''.join(printed)}"
    )
