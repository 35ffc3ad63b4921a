"""Generates an SVG cover from a title: always the same for one, rarely the same for two."""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from artwork.svg.patterns import Circles, LinePattern, render_circles

T = TypeVar("T")

TINTS = ("sage", "lilac", "sand")
PALETTES = ("palette-0", "palette-1", "palette-2", "palette-3")
ANGLES = (-45, -32, -22, 22, 32, 45, 60)
# Number of covers that a process caches, of about 1 kB each.
MAX_CACHED_COVERS = 512


@dataclass(frozen=True)
class CoverSize:
    """The size of a cover in SVG units, and how coarse its pattern is."""

    width: int
    height: int
    pitches: tuple[float, ...]
    weight: float  # line width as a share of the pitch
    fits_whole: bool = True  # else the circles are cropped above and below


COVER_SIZES = {
    "card": CoverSize(400, 250, (6.4, 7.2, 8), 0.29),
    # Shown 100 pixels wide, where finer lines would blur into grey.
    "line": CoverSize(240, 200, (10.4, 11.6), 0.37),
    "frieze": CoverSize(1216, 260, (9.6, 11), 0.29, fits_whole=False),
}


@dataclass(frozen=True)
class SeededChoices:
    """Choices seeded by a title. Each uses a fixed byte, so all sizes make the same ones."""

    digest: bytes

    @classmethod
    def from_title(cls, title: str) -> "SeededChoices":
        return cls(hashlib.sha256(title.encode("utf-8", "surrogatepass")).digest())

    def fraction(self, index: int) -> float:
        """A number from 0 to 1."""
        return self.digest[index] / 255

    def choose(self, index: int, options: Sequence[T]) -> T:
        return options[self.digest[index] % len(options)]


def draw_cover(title: str, size_name: str) -> str:
    """The cover of *title* as an svg element. Replace ID_PLACEHOLDER in its ids before use.

    Raises KeyError for an unknown *size_name*.
    """
    return _render_cover(SeededChoices.from_title(title), size_name)


@lru_cache(maxsize=MAX_CACHED_COVERS)
def _render_cover(choices: SeededChoices, size_name: str) -> str:
    size = COVER_SIZES[size_name]
    classes = f"{choices.choose(0, TINTS)} {choices.choose(1, PALETTES)}"
    aspect_ratio = "" if size.fits_whole else ' preserveAspectRatio="xMidYMid slice"'
    content = render_circles(build_pattern(choices, size), build_circles(choices, size))
    return (
        f'<svg class="generated-cover {size_name} {classes}" '
        f'viewBox="0 0 {size.width} {size.height}"{aspect_ratio} aria-hidden="true">{content}</svg>'
    )


def build_pattern(choices: SeededChoices, size: CoverSize) -> LinePattern:
    pitch = choices.choose(3, size.pitches)
    return LinePattern(pitch, pitch * size.weight, choices.choose(2, ANGLES))


def build_circles(choices: SeededChoices, size: CoverSize) -> Circles:
    return (_build_whole_circles if size.fits_whole else _build_cropped_circles)(choices, size)


def _build_whole_circles(choices: SeededChoices, size: CoverSize) -> Circles:
    """Circles with a margin at every edge."""
    overlap = 0.95 + 0.3 * choices.fraction(4)  # distance of the centres, in radii
    tilt = (choices.fraction(5) - 0.5) * 1.1
    air = size.height * (0.06 + 0.05 * choices.fraction(6))
    tall = 2 + abs(math.sin(tilt)) * overlap
    wide = 2 + abs(math.cos(tilt)) * overlap
    radius = min((size.height - 2 * air) / tall, (size.width - 2 * air) / wide)
    play = (size.width - 2 * air - wide * radius) / 2
    x = size.width / 2 + play * (choices.fraction(7) - 0.5) * 1.4
    return Circles.around(
        (x, size.height / 2), radius, overlap * radius, tilt + _choose_side(choices)
    )


def _build_cropped_circles(choices: SeededChoices, size: CoverSize) -> Circles:
    """Circles that are cropped above and below. Their overlap is visible in narrow windows too."""
    radius = size.height * (0.72 + 0.2 * choices.fraction(6))
    tilt = (0.16 + 0.2 * choices.fraction(5)) * choices.choose(7, (-1, 1))
    x = size.width * (0.5 + (0.05 + 0.05 * choices.fraction(9)) * choices.choose(10, (-1, 1)))
    overlap = 1.1 + 0.2 * choices.fraction(4)
    return Circles.around(
        (x, size.height / 2), radius, overlap * radius, tilt + _choose_side(choices)
    )


def _choose_side(choices: SeededChoices) -> float:
    # Which of the two circles is on the left.
    return choices.choose(8, (0, math.pi))
