"""Setting a title in lines: what the font can print, how wide it is, where to break it."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

FONT_FILE = Path(__file__).parent / "fonts" / "texgyrepagella-regular.otf"
FONT_FAMILY = "TeX Gyre Pagella"
# No title is longer; whatever comes from elsewhere is cut before anybody measures it.
MOST_LETTERS = 400
MEASURED_AT = 100
# A character that no font has: what is drawn for it is drawn for all that are missing.
MISSING = "\U0010fffe"
ELLIPSIS = "…"
BALANCING_STEP = 10


@dataclass(frozen=True)
class Setting:
    """A size of type in pixels, and the room that it is given."""

    size: int
    lines: int
    width: int


@dataclass(frozen=True)
class Lines:
    """A title as it is printed."""

    setting: Setting
    lines: tuple[str, ...]


# From large to small: the first in which a title fits is taken.
SETTINGS = (
    Setting(size=98, lines=2, width=640),
    Setting(size=82, lines=3, width=640),
    Setting(size=66, lines=4, width=640),
    Setting(size=52, lines=5, width=760),
)


def set_in_lines(title: str) -> Lines:
    """*title* in the largest setting that holds it; the smallest cuts what is too long."""
    words = printable(title).split()
    for setting in SETTINGS:
        if all(width_of(word, setting.size) <= setting.width for word in words):
            lines = list(_wrapped(words, setting, setting.width))
            if len(lines) <= setting.lines:
                return Lines(setting, _balanced(words, setting, lines))
    return _cut(words, SETTINGS[-1])


def shortened(text: str, size: int, width: int) -> str:
    """*text* as far as the font can print it and *width* pixels hold it."""
    text = printable(text)
    if width_of(text, size) <= width:
        return text
    while text and width_of(text + ELLIPSIS, size) > width:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS


def printable(text: str) -> str:
    """*text* on one line, without what the font cannot draw: emoji, other scripts, controls."""
    text = unicodedata.normalize("NFC", text[:MOST_LETTERS])
    return " ".join("".join(_shown(character) for character in text).split())


def width_of(text: str, size: int) -> float:
    """Pixels from its left to its right end, without kerning, which would only narrow it."""
    return sum(_advance(character) for character in text) * size / MEASURED_AT


def _shown(character: str) -> str:
    if character.isspace():
        return " "
    if unicodedata.category(character)[0] == "C":
        return ""
    return character if _is_in_font(character) else _plainer(character)


def _plainer(character: str) -> str:
    """What it is a variant of (ﬁ, Ａ, ²), where the font has that."""
    plain = unicodedata.normalize("NFKD", character)
    return "".join(part for part in plain if part != character and _is_in_font(part))


def _wrapped(words: list[str], setting: Setting, width: float) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}".strip()
        if line and width_of(longer, setting.size) > width:
            yield line
            longer = word
        line = longer
    if line:
        yield line


def _balanced(words: list[str], setting: Setting, lines: list[str]) -> tuple[str, ...]:
    """As many lines as *lines*, but as alike in length as words allow."""
    width = setting.width - BALANCING_STEP
    while width > 0:
        narrower = list(_wrapped(words, setting, width))
        widest = max((width_of(line, setting.size) for line in narrower), default=0)
        if len(narrower) > len(lines) or widest > width:
            break
        lines, width = narrower, width - BALANCING_STEP
    return tuple(lines)


def _cut(words: list[str], setting: Setting) -> Lines:
    pieces = [piece for word in words for piece in _pieces(word, setting)]
    lines = list(_wrapped(pieces, setting, setting.width))
    if len(lines) > setting.lines:
        last = " ".join(lines[setting.lines - 1 : setting.lines + 1])
        lines = [*lines[: setting.lines - 1], shortened(last, setting.size, setting.width)]
    return Lines(setting, tuple(lines))


def _pieces(word: str, setting: Setting) -> Iterator[str]:
    """*word*, broken where a line ends if it is wider than one."""
    piece = ""
    for character in word:
        if width_of(f"{piece}{character}-", setting.size) > setting.width:
            yield f"{piece}-"
            piece = ""
        piece += character
    yield piece


@lru_cache(maxsize=1)
def _font() -> ImageFont.FreeTypeFont:
    # Without the other engine, which not every machine has: cards are the same everywhere.
    return ImageFont.truetype(str(FONT_FILE), MEASURED_AT, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=2000)
def _advance(character: str) -> float:
    return _font().getlength(character)


@lru_cache(maxsize=2000)
def _is_in_font(character: str) -> bool:
    return _drawn(character) != _drawn(MISSING)


def _drawn(character: str) -> tuple[tuple[int, int], bytes]:
    mask = _font().getmask(character)
    return mask.size, bytes(mask)
