"""Line patterns, and the two circles that are filled with them. Lengths are SVG units."""

import math
from dataclasses import dataclass

# Replaced by a number that makes the ids of a drawing unique on a page (artwork_tags). It is a
# character that editors cannot type.
ID_PLACEHOLDER = "\0"


def format_number(number: float) -> str:
    """*number* with at most one decimal."""
    return f"{number:.1f}".removesuffix(".0").replace("-0.", "-.").removeprefix("0") or "0"


@dataclass(frozen=True)
class LinePattern:
    """Two sets of lines at right angles, ``.venn-lived`` and ``.venn-trained``."""

    pitch: float  # distance between two lines
    width: float
    angle: float  # degrees

    def render_definitions(self) -> str:
        """SVG patterns with the ids ``a`` (lived), ``b`` (trained) and ``w`` (both, interlaced)."""
        half, whole = self.pitch / 2, self.pitch
        lived = f'<path class="venn-lived" d="M0 {format_number(half)}H{format_number(whole)}"/>'
        trained = (
            f'<path class="venn-trained" d="M{format_number(half)} 0V{format_number(whole)}"/>'
        )
        overlap = self._render_definition("w", 2 * whole, self._render_overlap())
        return (
            self._render_definition("a", whole, lived)
            + self._render_definition("b", whole, trained)
            + overlap
        )

    def _render_definition(self, name: str, side: float, lines: str) -> str:
        size = format_number(side)
        return (
            f'<pattern id="{name}{ID_PLACEHOLDER}" width="{size}" height="{size}" '
            f'patternUnits="userSpaceOnUse" patternTransform="rotate({format_number(self.angle)})">'
            f"{lines}</pattern>"
        )

    def _render_overlap(self) -> str:
        # Two lines in each direction. Each passes over one and under the next, with gaps beside it.
        air = self.width / 2 + min(1.6, self.width * 0.4)
        first, second, end = self.pitch / 2, self.pitch * 1.5, self.pitch * 2
        up = (0, first - air, first + air, end)
        down = (0, second - air, second + air, end)
        lived = self._render_broken_line("H", first, down) + self._render_broken_line(
            "H", second, up
        )
        trained = self._render_broken_line("V", first, up) + self._render_broken_line(
            "V", second, down
        )
        return f'<path class="venn-lived" d="{lived}"/><path class="venn-trained" d="{trained}"/>'

    @staticmethod
    def _render_broken_line(
        command: str, position: float, stops: tuple[float, float, float, float]
    ) -> str:
        """A line in two segments: *command* is H or V, *stops* are its four ends."""
        segments = []
        for begin, end in (stops[:2], stops[2:]):
            start = (begin, position) if command == "H" else (position, begin)
            segments.append(
                f"M{format_number(start[0])} {format_number(start[1])}{command}{format_number(end)}"
            )
        return "".join(segments)


@dataclass(frozen=True)
class Circles:
    """Two circles of one radius, the first filled with lived lines, the second with trained."""

    first: tuple[float, float]
    second: tuple[float, float]
    radius: float

    @classmethod
    def around(
        cls, middle: tuple[float, float], radius: float, distance: float, tilt: float
    ) -> "Circles":
        """Circles whose centres are *distance* apart, turned by *tilt* radians around *middle*."""
        x, y = math.cos(tilt) * distance / 2, math.sin(tilt) * distance / 2
        return cls((middle[0] - x, middle[1] - y), (middle[0] + x, middle[1] + y), radius)

    @property
    def distance(self) -> float:
        return math.dist(self.first, self.second)

    def render(self) -> str:
        """Both circles and, if they overlap, their intersection with the interlaced pattern."""
        circles = self._render_circle(self.first, "a") + self._render_circle(self.second, "b")
        if self.distance >= 2 * self.radius:
            return circles
        lens = self._build_lens_path()
        return (
            f'{circles}<path class="venn-overlap" d="{lens}"/>'
            f'<path d="{lens}" fill="url(#w{ID_PLACEHOLDER})"/>'
        )

    def _render_circle(self, centre: tuple[float, float], pattern: str) -> str:
        x, y, radius = (format_number(length) for length in (*centre, self.radius))
        fill = f"url(#{pattern}{ID_PLACEHOLDER})"
        return f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{fill}"/>'

    def _build_lens_path(self) -> str:
        (x1, y1), (x2, y2), radius = self.first, self.second, format_number(self.radius)
        towards = math.atan2(y2 - y1, x2 - x1)
        opening = math.acos(self.distance / 2 / self.radius)
        tips = [
            f"{format_number(x1 + self.radius * math.cos(towards + turn))} "
            f"{format_number(y1 + self.radius * math.sin(towards + turn))}"
            for turn in (-opening, opening)
        ]
        arc = f"A{radius} {radius} 0 0 1"
        return f"M{tips[0]}{arc} {tips[1]}{arc} {tips[0]}Z"


def render_circles(pattern: LinePattern, circles: Circles) -> str:
    """The content of an svg element: pattern definitions, and circles filled with them."""
    # The width is set on the patterns: they do not inherit it from the shapes they fill.
    width = format_number(pattern.width)
    return f'<defs stroke-width="{width}">{pattern.render_definitions()}</defs>{circles.render()}'
