"""A few words of a text around what was looked for, with those words marked."""

import unicodedata
from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from core.search_text import Term
from core.text import WORD_PATTERN

LENGTH = 220
BEFORE = 60
# Words further down than this are found, but not worth the time to show.
FURTHEST = 30_000


def has_all(text: str, terms: Sequence[Term]) -> bool:
    """Whether every one of *terms* stands in *text*."""
    words = WORD_PATTERN.findall(unicodedata.normalize("NFC", text))
    return all(any(term.matches(word) for word in words) for term in terms)


def excerpt(texts: Sequence[str], terms: Sequence[Term]) -> SafeString:
    """The part of the first of *texts* that has one of *terms*, else the start of the first one."""
    normal = [unicodedata.normalize("NFC", text[:FURTHEST]).strip() for text in texts]
    for text in normal:
        start = _first(text, terms)
        if start is not None:
            return _part(text, _from(text, start), terms)
    return _part(next((text for text in normal if text), ""), 0, terms)


def marked(text: str, terms: Sequence[Term]) -> SafeString:
    """All of *text*, escaped, with *terms* marked."""
    return _with_marks(unicodedata.normalize("NFC", text), terms)


def _first(text: str, terms: Sequence[Term]) -> int | None:
    found = (word.start() for word in WORD_PATTERN.finditer(text) if _fits(word.group(), terms))
    return next(found, None)


def _fits(word: str, terms: Sequence[Term]) -> bool:
    return any(term.matches(word) for term in terms)


def _from(text: str, found_at: int) -> int:
    """Where to begin, so that the word at *found_at* is seen: at a space, not within a word."""
    if found_at + BEFORE < LENGTH:
        return 0
    return text.find(" ", found_at - BEFORE, found_at) + 1 or found_at


def _part(text: str, start: int, terms: Sequence[Term]) -> SafeString:
    part = text[start : start + LENGTH]
    if start + LENGTH < len(text):
        part = part[: part.rfind(" ")] if " " in part else part
    before, after = ("… " if start else ""), (" …" if start + len(part) < len(text) else "")
    return format_html("{}{}{}", before, _with_marks(part, terms), after)


def _with_marks(part: str, terms: Sequence[Term]) -> SafeString:
    pieces, end = [], 0
    for word in WORD_PATTERN.finditer(part):
        if _fits(word.group(), terms):
            pieces.append((part[end : word.start()], word.group()))
            end = word.end()
    marked = format_html_join("", "{}<mark>{}</mark>", pieces)
    return mark_safe(marked + format_html("{}", part[end:]))  # noqa: S308
