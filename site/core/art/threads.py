"""Threads, and the two circles that are filled with them. Lengths are units of the drawing."""

import math
from dataclasses import dataclass

# Stands for the number that makes the ids of one drawing its own (core.templatetags.art_tags); no
# editor can type it.
KEY = "\0"


def short(number: float) -> str:
    """*number* with one digit after the point at most: nobody sees the others."""
    return f"{number:.1f}".removesuffix(".0").replace("-0.", "-.").removeprefix("0") or "0"


@dataclass(frozen=True)
class Threads:
    """Two sets of threads at right angles; ``.a`` is lived experience, ``.b`` is trained."""

    pitch: float  # from one thread to the next
    width: float
    angle: float  # degrees

    def patterns(self) -> str:
        """Definitions of ``a``, ``b`` and ``w``, the cloth, that fit into each other."""
        half, whole = self.pitch / 2, self.pitch
        lived = f'<path class="a" d="M0 {short(half)}H{short(whole)}"/>'
        trained = f'<path class="b" d="M{short(half)} 0V{short(whole)}"/>'
        cloth = self._pattern("w", 2 * whole, self._cloth())
        return self._pattern("a", whole, lived) + self._pattern("b", whole, trained) + cloth

    def _pattern(self, name: str, side: float, threads: str) -> str:
        return (
            f'<pattern id="{name}{KEY}" width="{short(side)}" height="{short(side)}" '
            f'patternUnits="userSpaceOnUse" patternTransform="rotate({short(self.angle)})">'
            f"{threads}</pattern>"
        )

    def _cloth(self) -> str:
        # Two threads each way. Each goes over one and under the next, with air on both sides.
        air = self.width / 2 + min(1.6, self.width * 0.4)
        first, second, end = self.pitch / 2, self.pitch * 1.5, self.pitch * 2
        up = (0, first - air, first + air, end)
        down = (0, second - air, second + air, end)
        lived = self._broken("H", first, down) + self._broken("H", second, up)
        trained = self._broken("V", first, up) + self._broken("V", second, down)
        return f'<path class="a" d="{lived}"/><path class="b" d="{trained}"/>'

    @staticmethod
    def _broken(way: str, where: float, stops: tuple[float, float, float, float]) -> str:
        """One thread in two pieces: *way* is H or V, *where* it runs, *stops* its four ends."""
        pieces = []
        for begin, end in (stops[:2], stops[2:]):
            start = (begin, where) if way == "H" else (where, begin)
            pieces.append(f"M{short(start[0])} {short(start[1])}{way}{short(end)}")
        return "".join(pieces)


@dataclass(frozen=True)
class Circles:
    """Two circles of one radius: the first is filled with lived threads, the second trained."""

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

    def drawing(self) -> str:
        """Both circles and, where they overlap, the lens with its cloth."""
        circles = self._circle(self.first, "a") + self._circle(self.second, "b")
        if self.distance >= 2 * self.radius:
            return circles
        lens = self._lens()
        return f'{circles}<path class="l" d="{lens}"/><path d="{lens}" fill="url(#w{KEY})"/>'

    def _circle(self, centre: tuple[float, float], pattern: str) -> str:
        x, y = (short(length) for length in centre)
        return f'<circle cx="{x}" cy="{y}" r="{short(self.radius)}" fill="url(#{pattern}{KEY})"/>'

    def _lens(self) -> str:
        (x1, y1), (x2, y2), radius = self.first, self.second, short(self.radius)
        towards = math.atan2(y2 - y1, x2 - x1)
        opening = math.acos(self.distance / 2 / self.radius)
        tips = [
            f"{short(x1 + self.radius * math.cos(towards + turn))} "
            f"{short(y1 + self.radius * math.sin(towards + turn))}"
            for turn in (-opening, opening)
        ]
        arc = f"A{radius} {radius} 0 0 1"
        return f"M{tips[0]}{arc} {tips[1]}{arc} {tips[0]}Z"


def woven(threads: Threads, circles: Circles) -> str:
    """The inside of an svg element: patterns of threads, and circles filled with them."""
    # The width stands on the patterns: they do not inherit it from what they fill.
    width = short(threads.width)
    return f'<defs stroke-width="{width}">{threads.patterns()}</defs>{circles.drawing()}'
