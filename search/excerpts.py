"""Excerpts of results with the search terms highlighted."""

import unicodedata
from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from core.search_text import Term
from core.text import WORD_PATTERN

EXCERPT_LENGTH = 220
CONTEXT_BEFORE = 60
# Terms after this many characters are found by the search, but too slow to look for here.
MAX_SCANNED_LENGTH = 30_000


def contains_all(text: str, terms: Sequence[Term]) -> bool:
    """Whether *text* contains all *terms*."""
    tokens = WORD_PATTERN.findall(unicodedata.normalize("NFC", text))
    return all(any(term.matches(token) for token in tokens) for term in terms)


def excerpt(texts: Sequence[str], terms: Sequence[Term]) -> SafeString:
    """Excerpt of the first of *texts* with one of *terms*, else the start of the first text."""
    normal = [unicodedata.normalize("NFC", text[:MAX_SCANNED_LENGTH]).strip() for text in texts]
    for text in normal:
        start = _find_first(text, terms)
        if start is not None:
            return _cut_excerpt(text, _excerpt_start(text, start), terms)
    return _cut_excerpt(next((text for text in normal if text), ""), 0, terms)


def highlight(text: str, terms: Sequence[Term]) -> SafeString:
    """Escape *text* and mark *terms* in it."""
    return _highlight(unicodedata.normalize("NFC", text), terms)


def _find_first(text: str, terms: Sequence[Term]) -> int | None:
    found = (
        token.start() for token in WORD_PATTERN.finditer(text) if _matches_any(token.group(), terms)
    )
    return next(found, None)


def _matches_any(token: str, terms: Sequence[Term]) -> bool:
    return any(term.matches(token) for term in terms)


def _excerpt_start(text: str, found_at: int) -> int:
    """Index at which the excerpt begins: at a word boundary before *found_at*."""
    if found_at + CONTEXT_BEFORE < EXCERPT_LENGTH:
        return 0
    return text.find(" ", found_at - CONTEXT_BEFORE, found_at) + 1 or found_at


def _cut_excerpt(text: str, start: int, terms: Sequence[Term]) -> SafeString:
    part = text[start : start + EXCERPT_LENGTH]
    if start + EXCERPT_LENGTH < len(text):
        part = part[: part.rfind(" ")] if " " in part else part
    before, after = ("… " if start else ""), (" …" if start + len(part) < len(text) else "")
    return format_html("{}{}{}", before, _highlight(part, terms), after)


def _highlight(part: str, terms: Sequence[Term]) -> SafeString:
    parts, end = [], 0
    for token in WORD_PATTERN.finditer(part):
        if _matches_any(token.group(), terms):
            parts.append((part[end : token.start()], token.group()))
            end = token.end()
    highlight = format_html_join("", "{}<mark>{}</mark>", parts)
    return mark_safe(highlight + format_html("{}", part[end:]))  # noqa: S308
