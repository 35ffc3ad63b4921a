"""Wraps a title in lines: printable characters, text width and line breaks."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

FONT_FILE = Path(__file__).parent / "fonts" / "texgyrepagella-regular.otf"
FONT_FAMILY = "TeX Gyre Pagella"
# No title is longer. Longer texts are truncated before they are measured.
MAX_LENGTH = 400
MEASURING_SIZE = 100
# A character that no font contains, to get the glyph that stands for missing characters.
MISSING = "\U0010fffe"
ELLIPSIS = "…"
BALANCING_STEP = 10


@dataclass(frozen=True)
class TypeSize:
    """A font size in pixels, with its maximum number of lines and line width."""

    size: int
    lines: int
    width: int


@dataclass(frozen=True)
class Lines:
    """A title wrapped in lines."""

    type_size: TypeSize
    lines: tuple[str, ...]


# From large to small. The first in which a title fits is used.
TYPE_SIZES = (
    TypeSize(size=98, lines=2, width=640),
    TypeSize(size=82, lines=3, width=640),
    TypeSize(size=66, lines=4, width=640),
    TypeSize(size=52, lines=5, width=760),
)


def wrap_lines(title: str) -> Lines:
    """*title* in the largest size that fits; the smallest truncates it."""
    words = remove_unprintable(title).split()
    for type_size in TYPE_SIZES:
        if all(measure_width(word, type_size.size) <= type_size.width for word in words):
            lines = list(_wrap(words, type_size, type_size.width))
            if len(lines) <= type_size.lines:
                return Lines(type_size, _balance_lines(words, type_size, lines))
    return _wrap_truncated(words, TYPE_SIZES[-1])


def truncate(text: str, size: int, width: int) -> str:
    """*text*, printable and truncated to *width* pixels."""
    text = remove_unprintable(text)
    if measure_width(text, size) <= width:
        return text
    while text and measure_width(text + ELLIPSIS, size) > width:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS


def remove_unprintable(text: str) -> str:
    """*text* on one line, without characters that the font lacks and control characters."""
    text = unicodedata.normalize("NFC", text[:MAX_LENGTH])
    return " ".join("".join(_replace_unprintable(character) for character in text).split())


def measure_width(text: str, size: int) -> float:
    """The width of *text* in pixels, without kerning, which would only make it narrower."""
    return sum(_get_advance(character) for character in text) * size / MEASURING_SIZE


def _replace_unprintable(character: str) -> str:
    if character.isspace():
        return " "
    if unicodedata.category(character)[0] == "C":
        return ""
    return character if _is_in_font(character) else _decompose(character)


def _decompose(character: str) -> str:
    """The compatibility decomposition of *character* (ﬁ, Ａ, ²), where the font has it."""
    plain = unicodedata.normalize("NFKD", character)
    return "".join(part for part in plain if part != character and _is_in_font(part))


def _wrap(words: list[str], type_size: TypeSize, width: float) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}".strip()
        if line and measure_width(longer, type_size.size) > width:
            yield line
            longer = word
        line = longer
    if line:
        yield line


def _balance_lines(words: list[str], type_size: TypeSize, lines: list[str]) -> tuple[str, ...]:
    """As many lines as *lines*, of lengths as similar as possible."""
    width = type_size.width - BALANCING_STEP
    while width > 0:
        narrower = list(_wrap(words, type_size, width))
        widest = max((measure_width(line, type_size.size) for line in narrower), default=0)
        if len(narrower) > len(lines) or widest > width:
            break
        lines, width = narrower, width - BALANCING_STEP
    return tuple(lines)


def _wrap_truncated(words: list[str], type_size: TypeSize) -> Lines:
    parts = [part for word in words for part in _split_word(word, type_size)]
    lines = list(_wrap(parts, type_size, type_size.width))
    if len(lines) > type_size.lines:
        last = " ".join(lines[type_size.lines - 1 : type_size.lines + 1])
        lines = [*lines[: type_size.lines - 1], truncate(last, type_size.size, type_size.width)]
    return Lines(type_size, tuple(lines))


def _split_word(word: str, type_size: TypeSize) -> Iterator[str]:
    """*word*, hyphenated at the line width if it is wider than a line."""
    part = ""
    for character in word:
        if measure_width(f"{part}{character}-", type_size.size) > type_size.width:
            yield f"{part}-"
            part = ""
        part += character
    yield part


@lru_cache(maxsize=1)
def _load_font() -> ImageFont.FreeTypeFont:
    # The basic layout engine is available everywhere, so images are the same everywhere.
    return ImageFont.truetype(str(FONT_FILE), MEASURING_SIZE, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=2000)
def _get_advance(character: str) -> float:
    return _load_font().getlength(character)


@lru_cache(maxsize=2000)
def _is_in_font(character: str) -> bool:
    return _render_glyph(character) != _render_glyph(MISSING)


def _render_glyph(character: str) -> tuple[tuple[int, int], bytes]:
    mask = _load_font().getmask(character)
    return mask.size, bytes(mask)
