"""Tokens of the search index, and queries for them.

SQLite and PostgreSQL tokenise differently, so both get the same plain tokens. Each distinct word of
a page is indexed in normalised form, for prefix matches ("psychol"), and as its stem between two
markers, for inflected forms ("meetings", "meeting"). Words of the title and of the summary are
indexed again after a marker of their own, to rank matches. Markers are letters, because databases
drop punctuation. No language that the site uses has them, and they are removed from texts and
queries.
"""

import functools
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from modelsearch.query import Or, PlainText, SearchQuery

from core.text import WORD_PATTERN, stem

STEM, TITLE, SUMMARY = "ƣ", "ƨ", "ƽ"
MARKERS = frozenset((STEM, TITLE, SUMMARY))
# PostgreSQL refuses a row of more than 1 MB.
MAX_TOKEN_LENGTH = 60
MAX_TOKENS = 20_000
MAX_TERMS = 8

# Ignored in queries that contain other words.
STOP_WORDS = frozenset(
    "a about am an and are as at be by can do does for from how i if in is it me my near no not "
    "of on or our so that the their there they this to was we what when where who why will with "
    "you your".split()
)


@functools.lru_cache(maxsize=20_000)
def cached_stem(word: str) -> str:
    return stem(word)


def normalise(word: str) -> str:
    """*word* in lower case, without accents, apostrophes, other signs and markers."""
    characters = unicodedata.normalize("NFKD", word.casefold())
    remaining = (
        character for character in characters if character.isalnum() and character not in MARKERS
    )
    return "".join(remaining)[:MAX_TOKEN_LENGTH]


def normalise_all(text: str) -> list[str]:
    """The normalised words of *text*, in order."""
    words = (normalise(word) for word in WORD_PATTERN.findall(unicodedata.normalize("NFC", text)))
    return [word for word in words if word]


def build_index_text(title: str, summary: str = "", body: str = "") -> str:
    """The text to index for a page or document: its tokens, separated by spaces."""
    tokens = dict.fromkeys(
        (*_tokens(title, TITLE), *_tokens(summary, SUMMARY), *_tokens(f"{title} {summary} {body}"))
    )
    return " ".join(list(tokens)[: 2 * MAX_TOKENS])


def _tokens(text: str, marker: str = "") -> Iterator[str]:
    # The parts of words with an apostrophe, such as "supervisor's", are indexed too.
    parted = text.replace("\u2019", "'")
    extra = (part for word in parted.split() if "'" in word for part in word.split("'"))
    for word in dict.fromkeys((*normalise_all(text), *normalise_all(" ".join(extra)))):
        yield f"{marker}{word}"
        yield f"{marker}{STEM}{cached_stem(word)}{STEM}"


@dataclass(frozen=True)
class Term:
    """One word of a search query."""

    token: str

    @property
    def stem(self) -> str:
        return cached_stem(self.token)

    def query(self, marker: str = "") -> SearchQuery:
        """Search query for words with this prefix or stem that are indexed after *marker*."""
        forms = PlainText(f"{marker}{STEM}{self.stem}{STEM}")
        return Or([PlainText(f"{marker}{self.token}"), forms])

    def matches(self, word: str) -> bool:
        """Whether *word* has this prefix or stem."""
        other = normalise(word)
        if other.startswith(self.token):
            return True
        # Stemming is slow but keeps the first letters, so compare those first.
        return other[:2] == self.token[:2] and cached_stem(other) == self.stem


def parse_terms(text: str) -> list[Term]:
    """The distinct words of *text*, without stop words unless it contains nothing else."""
    words = list(dict.fromkeys(normalise_all(text)))
    significant = [word for word in words if word not in STOP_WORDS]
    return [Term(word) for word in (significant or words)[:MAX_TERMS]]


def vocabulary_words(texts: Iterable[str]) -> set[str]:
    """Words of *texts* for spelling suggestions."""
    words = (word for text in texts for word in normalise_all(text))
    return {word for word in words if len(word) >= 4 and word.isalpha()}
