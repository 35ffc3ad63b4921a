"""The language of the search index: what goes in, and what is asked of it.

SQLite and PostgreSQL cut and compare words differently, so both are given the same plain tokens.
Every distinct word of a page goes in once as it is written, which finds it by its beginning
("psychol"), and once as its stem between two marks, which finds its other forms ("meetings",
"meeting") and can be no beginning of anything else. Words of the title and of the summary go in
again behind a mark of their own, so that it can be told where a word was found. The marks are
letters (databases drop signs) that no language of ours writes; they are taken out of what people
write and ask.
"""

import functools
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from modelsearch.query import Or, PlainText, SearchQuery

from core.text import WORD_PATTERN, stem

STEM, TITLE, SUMMARY = "ƣ", "ƨ", "ƽ"
MARKERS = frozenset((STEM, TITLE, SUMMARY))
# PostgreSQL refuses a row of more than 1 MB; nobody writes this much.
MAX_TOKEN_LENGTH = 60
MAX_TOKENS = 20_000
MAX_TERMS = 8

# Too common to ask for, unless nothing else is asked.
STOP_WORDS = frozenset(
    "a about am an and are as at be by can do does for from how i if in is it me my near no not "
    "of on or our so that the their there they this to was we what when where who why will with "
    "you your".split()
)


@functools.lru_cache(maxsize=20_000)
def cached_stem(word: str) -> str:
    return stem(word)


def normalise(word: str) -> str:
    """*word* in lower case, without accents, apostrophes or signs."""
    characters = unicodedata.normalize("NFKD", word.casefold())
    remaining = (
        character for character in characters if character.isalnum() and character not in MARKERS
    )
    return "".join(remaining)[:MAX_TOKEN_LENGTH]


def normalise_all(text: str) -> list[str]:
    """The words of *text*, folded, in order."""
    words = (normalise(word) for word in WORD_PATTERN.findall(unicodedata.normalize("NFC", text)))
    return [word for word in words if word]


def build_index_text(title: str, summary: str = "", body: str = "") -> str:
    """What the index is given for a page or document of these words."""
    tokens = dict.fromkeys(
        (*_tokens(title, TITLE), *_tokens(summary, SUMMARY), *_tokens(f"{title} {summary} {body}"))
    )
    return " ".join(list(tokens)[: 2 * MAX_TOKENS])


def _tokens(text: str, marker: str = "") -> Iterator[str]:
    # An apostrophe joins, but what stands before it can be asked for too: "supervisor's".
    parted = text.replace("\u2019", "'")
    extra = (part for word in parted.split() if "'" in word for part in word.split("'"))
    for word in dict.fromkeys((*normalise_all(text), *normalise_all(" ".join(extra)))):
        yield f"{marker}{word}"
        yield f"{marker}{STEM}{cached_stem(word)}{STEM}"


@dataclass(frozen=True)
class Term:
    """One word that somebody looks for."""

    token: str

    @property
    def stem(self) -> str:
        return cached_stem(self.token)

    def query(self, marker: str = "") -> SearchQuery:
        """Asks for words that begin like it, and for its other forms, behind *mark*."""
        forms = PlainText(f"{marker}{STEM}{self.stem}{STEM}")
        return Or([PlainText(f"{marker}{self.token}"), forms])

    def matches(self, word: str) -> bool:
        """Whether *word*, as it stands in a text, is what is looked for."""
        other = normalise(word)
        if other.startswith(self.token):
            return True
        # A stem keeps the first letters, and is dear to find.
        return other[:2] == self.token[:2] and cached_stem(other) == self.stem


def parse_terms(text: str) -> list[Term]:
    """What *text* asks for: its distinct words, without the small ones where others are left."""
    words = list(dict.fromkeys(normalise_all(text)))
    significant = [word for word in words if word not in STOP_WORDS]
    return [Term(word) for word in (significant or words)[:MAX_TERMS]]


def vocabulary_words(texts: Iterable[str]) -> set[str]:
    """Words of *texts* that are worth offering to somebody who has misspelt one."""
    words = (word for text in texts for word in normalise_all(text))
    return {word for word in words if len(word) >= 4 and word.isalpha()}
