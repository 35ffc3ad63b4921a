"""The picture of a title: the same for the same title everywhere, and hardly ever for another."""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from core.art.threads import Circles, Threads, woven

T = TypeVar("T")

TINTS = ("sage", "lilac", "sand")
PALETTES = ("p0", "p1", "p2", "p3")
ANGLES = (-45, -32, -22, 22, 32, 45, 60)
# Drawings that one process keeps, of about 1 kB each however long their titles are.
MOST_DRAWINGS = 512


@dataclass(frozen=True)
class Shape:
    """A format, in units, and how coarse its threads are."""

    width: int
    height: int
    pitches: tuple[float, ...]
    weight: float  # how much of a pitch is thread
    fitting: bool = True  # the circles stay whole; else they run over the upper and lower edge


SHAPES = {
    "card": Shape(400, 250, (6.4, 7.2, 8), 0.29),
    # Seen a hundred pixels wide, where fine threads would blur into grey.
    "line": Shape(240, 200, (10.4, 11.6), 0.37),
    "frieze": Shape(1216, 260, (9.6, 11), 0.29, fitting=False),
}


@dataclass(frozen=True)
class Traits:
    """What a title decides. Each trait has a number of its own, so that shapes share them."""

    digest: bytes

    @classmethod
    def of(cls, title: str) -> "Traits":
        return cls(hashlib.sha256(title.encode("utf-8", "surrogatepass")).digest())

    def share(self, trait: int) -> float:
        """From 0 to 1."""
        return self.digest[trait] / 255

    def one_of(self, trait: int, things: Sequence[T]) -> T:
        return things[self.digest[trait] % len(things)]


def draw(title: str, shape: str) -> str:
    """An svg element. KEY in its ids must still be replaced. KeyError for an unknown *shape*."""
    return _drawn(Traits.of(title), shape)


@lru_cache(maxsize=MOST_DRAWINGS)
def _drawn(traits: Traits, shape: str) -> str:
    size = SHAPES[shape]
    looks = f"{traits.one_of(0, TINTS)} {traits.one_of(1, PALETTES)}"
    cut = "" if size.fitting else ' preserveAspectRatio="xMidYMid slice"'
    return (
        f'<svg class="art {shape} {looks}" viewBox="0 0 {size.width} {size.height}"{cut} '
        f'aria-hidden="true">{woven(threads(traits, size), circles(traits, size))}</svg>'
    )


def threads(traits: Traits, size: Shape) -> Threads:
    pitch = traits.one_of(3, size.pitches)
    return Threads(pitch, pitch * size.weight, traits.one_of(2, ANGLES))


def circles(traits: Traits, size: Shape) -> Circles:
    return (_whole if size.fitting else _cut)(traits, size)


def _whole(traits: Traits, size: Shape) -> Circles:
    """Circles that leave air at every edge: grazing one looks like a mistake."""
    overlap = 0.95 + 0.3 * traits.share(4)  # distance of the centres, in radii
    tilt = (traits.share(5) - 0.5) * 1.1
    air = size.height * (0.06 + 0.05 * traits.share(6))
    tall = 2 + abs(math.sin(tilt)) * overlap
    wide = 2 + abs(math.cos(tilt)) * overlap
    radius = min((size.height - 2 * air) / tall, (size.width - 2 * air) / wide)
    play = (size.width - 2 * air - wide * radius) / 2
    x = size.width / 2 + play * (traits.share(7) - 0.5) * 1.4
    return Circles.around((x, size.height / 2), radius, overlap * radius, tilt + _turned(traits))


def _cut(traits: Traits, size: Shape) -> Circles:
    """Circles larger than the strip; the lens stays where a narrow window still shows it."""
    radius = size.height * (0.72 + 0.2 * traits.share(6))
    tilt = (0.16 + 0.2 * traits.share(5)) * traits.one_of(7, (-1, 1))
    x = size.width * (0.5 + (0.05 + 0.05 * traits.share(9)) * traits.one_of(10, (-1, 1)))
    overlap = 1.1 + 0.2 * traits.share(4)
    return Circles.around((x, size.height / 2), radius, overlap * radius, tilt + _turned(traits))


def _turned(traits: Traits) -> float:
    # Which of the two stands on the left.
    return traits.one_of(8, (0, math.pi))
