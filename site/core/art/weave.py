"""The bare circles of the hero, of quotes, of empty and lost places; and the braid."""

from django.utils.html import escape

from core.art.threads import KEY, Circles, Threads, woven

WEAVE = Circles((236, 262), (404, 262), 190)
WEAVE_THREADS = Threads(11, 2.8, -32)
KNOT = Circles((110, 100), (190, 100), 92)
KNOT_THREADS = Threads(9, 2.4, -32)
APART = Circles((150, 220), (490, 180), 130)
APART_THREADS = Threads(13, 3, -32)

# Where a word stands and to which side it grows; where the line to its circle begins and ends.
PLACES = (
    ("start", (30, 60), (96, 74), (140, 112)),
    ("middle", (320, 516), (320, 486), (320, 412)),
    ("end", (604, 484), (548, 452), (504, 416)),
)
BRAID_HEIGHT = 16
# One wave up and one down, and its mirror image; each is broken where it goes under the other.
BRAID_WAVES = (
    ("a", "M0 8C8 0 16 0 24 8S40 16 48 8", "0 5 90 5"),
    ("b", "M0 8C8 16 16 16 24 8S40 0 48 8", "45 10 45 0"),
)
Point = tuple[int, int]


def draw_weave(*, lived: str, both: str, trained: str, text: str) -> str:
    """The two circles, with a word tied to each part. *text* is read aloud in their place.

    Without any words the drawing is cut close to the circles.
    """
    words = [
        _word(word, *place) for word, place in zip((lived, both, trained), PLACES, strict=True)
    ]
    box = "0 0 640 530" if any(words) else "40 66 560 392"
    return _svg(box, woven(WEAVE_THREADS, WEAVE) + "".join(words), text)


def draw_knot() -> str:
    """The two circles, small."""
    return _svg("0 0 300 200", woven(KNOT_THREADS, KNOT))


def draw_apart() -> str:
    """Two circles that have drifted apart."""
    return _svg("0 0 640 400", woven(APART_THREADS, APART))


def draw_braid() -> str:
    """Two threads that go over and under each other, for as long as there is room."""
    waves = "".join(
        f'<path class="{thread}" d="{wave}" pathLength="100" stroke-dasharray="{dashes}"/>'
        for thread, wave, dashes in BRAID_WAVES
    )
    return (
        f'<svg width="100%" height="{BRAID_HEIGHT}" aria-hidden="true"><defs>'
        f'<pattern id="n{KEY}" width="48" height="{BRAID_HEIGHT}" patternUnits="userSpaceOnUse">'
        f'<g fill="none" stroke-width="1.6">{waves}</g></pattern></defs>'
        f'<rect width="100%" height="{BRAID_HEIGHT}" fill="url(#n{KEY})"/></svg>'
    )


def _word(word: str, anchor: str, place: Point, begin: Point, end: Point) -> str:
    if not word:
        return ""
    return (
        f'<path class="tie" d="M{begin[0]} {begin[1]}L{end[0]} {end[1]}"/>'
        f'<circle class="dot" cx="{end[0]}" cy="{end[1]}" r="3"/>'
        f'<text x="{place[0]}" y="{place[1]}" text-anchor="{anchor}">{escape(word)}</text>'
    )


def _svg(box: str, inside: str, text: str = "") -> str:
    voice = f'role="img" aria-label="{escape(text)}"' if text else 'aria-hidden="true"'
    return f'<svg class="weave" viewBox="{box}" {voice}>{inside}</svg>'
