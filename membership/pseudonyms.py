"""Pseudonyms: which are allowed, and when two of them look alike."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby, pairwise

from confusable_homoglyphs import confusables
from django.core.exceptions import ValidationError

SHORTEST, LONGEST = 2, 40
# What may stand between letters and figures.
BETWEEN = " -'’."
# Written differently, read alike: by their shape beyond what Unicode lists as confusable.
ALIKE = {"rn": "m", "vv": "w", "0": "o", "1": "l", "i": "l", "j": "l", "5": "s", "8": "b"}
# Words that would speak for us wherever in a name they stand, and those that do by themselves.
ANYWHERE = ("admin", "admins", "administrator", "administrators", "moderator", "moderators",
            "editor", "editors", "membership team", "support team")  # fmt: skip
OURS = (*ANYWHERE, "staff", "support", "operator", "secretary", "system", "in2gr8mentalhealth")
# Our own name, also as a part of a word.
OUR_NAME = "in2gr8"
# Figures that are read for letters: nobody is admin by writing 4dmin.
READ_FOR = str.maketrans({"4": "a", "3": "e", "7": "t"})
# Parts of a name shorter than this stand in many words by chance.
SHORTEST_PART = 3
# Marks on one letter: more than any script needs are drawn over the lines above and below.
MOST_MARKS = 2
# Letters and marks by Unicode's word that print as nothing: two names would look the same.
INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")


def skeleton_of(pseudonym: str) -> str:
    """What *pseudonym* looks like: alike for two that people could take for each other.

    After Unicode's technical standard 39: case, accents, white space, marks and letters of other
    scripts that look like Latin ones do not tell two apart.
    """
    text = unicodedata.normalize("NFKC", pseudonym)
    shape = _as_latin(text) or _folded(text)
    for written, read in ALIKE.items():
        shape = shape.replace(written, read)
    return shape


def check_pseudonym(pseudonym: str) -> str:
    """*pseudonym* with its white space in order. Raises ValidationError, saying what to do."""
    words = " ".join(unicodedata.normalize("NFKC", pseudonym).split())
    if not SHORTEST <= len(words) <= LONGEST:
        raise ValidationError(
            f"Please choose a name of {SHORTEST} to {LONGEST} characters.", code="length"
        )
    _check_letters(words)
    if _speaks_for_us(words):
        raise ValidationError(
            "This name would look as if you spoke for the community. Please choose another one.",
            code="ours",
        )
    return words


def gives_away(pseudonym: str, *, names: Iterable[str], email: str) -> list[str]:
    """Which of somebody's own names, or parts of their mailbox, *pseudonym* holds."""
    own = [part for name in (*names, email.partition("@")[0]) for part in _parts(name)]
    shape = skeleton_of(pseudonym)
    return [part for part in dict.fromkeys(own) if skeleton_of(part) in shape]


def _check_letters(words: str) -> None:
    if not all(_may_stand(letter) for letter in words) or not words[0].isalnum():
        raise ValidationError(
            "Please use letters, figures, spaces, hyphens, full stops and apostrophes alone, no "
            "emoji or other signs, and begin with a letter or a figure.",
            code="letters",
        )
    if _has_piled_marks(words):
        raise ValidationError("Please use fewer accents on one letter.", code="marks")
    if confusables.is_mixed_script(words):
        raise ValidationError("Please use the letters of one script alone.", code="script")
    if not any(letter.isalpha() for letter in words) or not skeleton_of(words):
        raise ValidationError("Please use at least one letter.", code="letters")
    if _as_latin(words):
        raise ValidationError(
            "Every letter of this name looks like a Latin one. Please type it in Latin letters.",
            code="script",
        )


def _speaks_for_us(words: str) -> bool:
    parts = "".join(" " if letter in BETWEEN else letter for letter in words).split()
    pairs = [f"{first} {second}" for first, second in pairwise(parts)]
    return (
        skeleton_of(OUR_NAME) in skeleton_of(words)
        or bool(_readings(words) & _skeletons(OURS))
        or any(_readings(part) & _skeletons(ANYWHERE) for part in (*parts, *pairs))
    )


def _readings(word: str) -> set[str]:
    """How *word* may be read: as it stands, without a number at its end, figures for letters."""
    bare = word.strip("0123456789 ")
    return {skeleton_of(read) for each in (word, bare) for read in (each, each.translate(READ_FOR))}


def _parts(name: str) -> list[str]:
    letters = "".join(letter if letter.isalpha() else " " for letter in name)
    return [part for part in letters.split() if len(part) >= SHORTEST_PART]


def _may_stand(letter: str) -> bool:
    if letter in INVISIBLE or "\ufe00" <= letter <= "\ufe0f" or letter >= "\U000e0000":
        return False
    return letter in BETWEEN or letter.isalnum() or _is_mark(letter)


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter) in {"Mn", "Mc"}


def _has_piled_marks(words: str) -> bool:
    """Whether marks stand on each other, or on nothing that could carry them."""
    follows = any(_is_mark(after) and before in BETWEEN for before, after in pairwise(words))
    runs = (len(list(run)) for is_mark, run in groupby(words, _is_mark) if is_mark)
    return follows or any(run > MOST_MARKS for run in runs)


def _as_latin(text: str) -> str:
    """What a name in another script alone reads as in Latin letters; nothing where it does not.

    In the case in which it is written: a capital Greek Nu is an N, a small one is a v.
    """
    letters = [letter for letter in _without_marks(text) if letter.isalnum()]
    if any(letter.isalpha() and _is_latin(letter) for letter in letters):
        return ""
    latin = _without_marks("".join(map(_latin, letters)))
    has_letter = any(letter.isalpha() for letter in latin)
    return latin.casefold() if has_letter and latin.isascii() else ""


def _folded(text: str) -> str:
    plain = _without_marks(text.casefold())
    latin = _without_marks("".join(map(_latin, plain)).casefold())
    return "".join(letter for letter in latin if letter.isalnum())


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")


def _without_marks(text: str) -> str:
    split = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in split if not unicodedata.combining(letter))


@lru_cache(maxsize=4096)
def _latin(letter: str) -> str:
    if letter.isascii():
        return letter
    if (figure := unicodedata.decimal(letter, None)) is not None:
        return str(figure)
    found = confusables.is_confusable(letter, preferred_aliases=[], greedy=True)
    if not found:
        return letter
    looks = (_without_marks(like["c"]) for like in found[0]["homoglyphs"])
    return next((like for like in looks if like.isascii() and like.isalnum()), letter)


@lru_cache(maxsize=2)
def _skeletons(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(skeleton_of, words))
