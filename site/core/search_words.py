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

from core.text import WORD, stem

STEM, TITLE, SUMMARY = "ƣ", "ƨ", "ƽ"
MARKS = frozenset((STEM, TITLE, SUMMARY))
# PostgreSQL refuses a row of more than 1 MB; nobody writes this much.
LONGEST_WORD = 60
MOST_WORDS = 20_000
MOST_TERMS = 8

# Too common to ask for, unless nothing else is asked.
SMALL_WORDS = frozenset(
    "a about am an and are as at be by can do does for from how i if in is it me my near no not "
    "of on or our so that the their there they this to was we what when where who why will with "
    "you your".split()
)


@functools.lru_cache(maxsize=20_000)
def stem_of(word: str) -> str:
    return stem(word)


def folded(word: str) -> str:
    """*word* in lower case, without accents, apostrophes or signs."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    kept = (letter for letter in letters if letter.isalnum() and letter not in MARKS)
    return "".join(kept)[:LONGEST_WORD]


def folded_words(text: str) -> list[str]:
    """The words of *text*, folded, in order."""
    words = (folded(word) for word in WORD.findall(unicodedata.normalize("NFC", text)))
    return [word for word in words if word]


def index_text(title: str, summary: str = "", body: str = "") -> str:
    """What the index is given for a page or document of these words."""
    tokens = dict.fromkeys(
        (*_tokens(title, TITLE), *_tokens(summary, SUMMARY), *_tokens(f"{title} {summary} {body}"))
    )
    return " ".join(list(tokens)[: 2 * MOST_WORDS])


def _tokens(text: str, mark: str = "") -> Iterator[str]:
    # An apostrophe joins, but what stands before it can be asked for too: "supervisor's".
    parted = text.replace("\u2019", "'")
    extra = (part for word in parted.split() if "'" in word for part in word.split("'"))
    for word in dict.fromkeys((*folded_words(text), *folded_words(" ".join(extra)))):
        yield f"{mark}{word}"
        yield f"{mark}{STEM}{stem_of(word)}{STEM}"


@dataclass(frozen=True)
class Term:
    """One word that somebody looks for."""

    word: str

    @property
    def stem(self) -> str:
        return stem_of(self.word)

    def query(self, mark: str = "") -> SearchQuery:
        """Asks for words that begin like it, and for its other forms, behind *mark*."""
        forms = PlainText(f"{mark}{STEM}{self.stem}{STEM}")
        return Or([PlainText(f"{mark}{self.word}"), forms])

    def fits(self, word: str) -> bool:
        """Whether *word*, as it stands in a text, is what is looked for."""
        other = folded(word)
        if other.startswith(self.word):
            return True
        # A stem keeps the first letters, and is dear to find.
        return other[:2] == self.word[:2] and stem_of(other) == self.stem


def terms_in(text: str) -> list[Term]:
    """What *text* asks for: its distinct words, without the small ones where others are left."""
    words = list(dict.fromkeys(folded_words(text)))
    telling = [word for word in words if word not in SMALL_WORDS]
    return [Term(word) for word in (telling or words)[:MOST_TERMS]]


def words_to_learn(texts: Iterable[str]) -> set[str]:
    """Words of *texts* that are worth offering to somebody who has misspelt one."""
    words = (word for text in texts for word in folded_words(text))
    return {word for word in words if len(word) >= 4 and word.isalpha()}
