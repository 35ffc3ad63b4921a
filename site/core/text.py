"""Plain text of pages, reading time, and word stems."""

import functools
import html
import math
import re
from collections.abc import Iterable
from typing import Any

import snowballstemmer
from django.utils.html import strip_tags

WORDS_PER_MINUTE = 220
WORD_PATTERN = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
BLOCK_END_TAG = re.compile(r"</(?:p|li|h[1-6]|td|th|div)>|<br\s*/?>", re.IGNORECASE)
WHITE_SPACE = re.compile(r"\s+")
SENTENCE_END = re.compile(r"[.!?:;,…–][\"'”’)]*$")


def strip_markup(markup: str) -> str:
    """*markup* without tags, on one line."""
    spaced = BLOCK_END_TAG.sub(" ", markup)
    return WHITE_SPACE.sub(" ", html.unescape(strip_tags(spaced))).strip()


def stream_text(stream: Any) -> str:
    """The searchable text of a StreamField's value, on one line."""
    content = stream.stream_block.get_searchable_content(stream) if stream else []
    parts = [WHITE_SPACE.sub(" ", str(part)).strip() for part in content]
    return join_sentences(part for part in parts if part)


def join_sentences(parts: Iterable[str]) -> str:
    """Join *parts*, with a full stop after headings."""
    *before, last = [*parts] or [""]
    ended = (part if SENTENCE_END.search(part) else f"{part}." for part in before)
    return " ".join([*ended, last])


def tokenise(text: str) -> list[str]:
    """The words of *text* in lower case, in order, with straight apostrophes."""
    return [word.lower().replace("\u2019", "'") for word in WORD_PATTERN.findall(text)]


def stem(word: str) -> str:
    """The stem of *word*, shared by its inflected forms: "meet" for "meetings" and "meeting"."""
    return str(_stemmer().stemWord(word.lower()))


def stem_all(text: str) -> list[str]:
    """The stem of each word of *text*, in order."""
    return [stem(word) for word in tokenise(text)]


def get_reading_minutes(text: str) -> int:
    """Reading time in whole minutes, at least one."""
    return max(1, math.ceil(len(text.split()) / WORDS_PER_MINUTE))


@functools.cache
def _stemmer() -> "snowballstemmer.stemmer":
    return snowballstemmer.stemmer("english")
