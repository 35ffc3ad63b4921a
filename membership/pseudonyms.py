"""Pseudonyms: which are allowed, and when two of them look alike."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby, pairwise

from confusable_homoglyphs import confusables
from django.core.exceptions import ValidationError

MIN_LENGTH, MAX_LENGTH = 2, 40
# What may stand between letters and figures.
SEPARATORS = " -'’."
# Written differently, read alike: by their shape beyond what Unicode lists as confusable.
LOOKALIKES = {"rn": "m", "vv": "w", "0": "o", "1": "l", "i": "l", "j": "l", "5": "s", "8": "b"}
# Words that would speak for us wherever in a name they stand, and those that do by themselves.
RESERVED_TERMS = ("admin", "admins", "administrator", "administrators", "moderator", "moderators",
                  "editor", "editors", "membership team", "support team")  # fmt: skip
RESERVED_NAMES = (
    *RESERVED_TERMS,
    "staff",
    "support",
    "operator",
    "secretary",
    "system",
    "in2gr8mentalhealth",
)
# Our own name, also as a part of a word.
SITE_NAME = "in2gr8"
# Figures that are read for letters: nobody is admin by writing 4dmin.
LEET_SUBSTITUTIONS = str.maketrans({"4": "a", "3": "e", "7": "t"})
# Parts of a name shorter than this stand in many words by chance.
MIN_PART_LENGTH = 3
# Marks on one letter: more than any script needs are drawn over the lines above and below.
MAX_DIACRITICS = 2
# Letters and marks by Unicode's word that print as nothing: two names would look the same.
INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")


def confusable_skeleton(pseudonym: str) -> str:
    """What *pseudonym* looks like: alike for two that people could take for each other.

    After Unicode's technical standard 39: case, accents, white space, marks and letters of other
    scripts that look like Latin ones do not tell two apart.
    """
    text = unicodedata.normalize("NFKC", pseudonym)
    skeleton = _to_latin(text) or _normalise(text)
    for written, read in LOOKALIKES.items():
        skeleton = skeleton.replace(written, read)
    return skeleton


def check_pseudonym(pseudonym: str) -> str:
    """*pseudonym* with its white space in order. Raises ValidationError, saying what to do."""
    name = " ".join(unicodedata.normalize("NFKC", pseudonym).split())
    if not MIN_LENGTH <= len(name) <= MAX_LENGTH:
        raise ValidationError(
            f"Please choose a name of {MIN_LENGTH} to {MAX_LENGTH} characters.", code="length"
        )
    _check_characters(name)
    if _impersonates_site(name):
        raise ValidationError(
            "This name would look as if you spoke for the community. Please choose another one.",
            code="ours",
        )
    return name


def reveals_identity(pseudonym: str, *, names: Iterable[str], email: str) -> list[str]:
    """Which of somebody's own names, or parts of their mailbox, *pseudonym* holds."""
    own = [part for name in (*names, email.partition("@")[0]) for part in _split_into_parts(name)]
    skeleton = confusable_skeleton(pseudonym)
    return [part for part in dict.fromkeys(own) if confusable_skeleton(part) in skeleton]


def _check_characters(name: str) -> None:
    if not all(_is_allowed_character(character) for character in name) or not name[0].isalnum():
        raise ValidationError(
            "Please use letters, figures, spaces, hyphens, full stops and apostrophes alone, no "
            "emoji or other signs, and begin with a letter or a figure.",
            code="letters",
        )
    if _has_stacked_diacritics(name):
        raise ValidationError("Please use fewer accents on one letter.", code="marks")
    if confusables.is_mixed_script(name):
        raise ValidationError("Please use the letters of one script alone.", code="script")
    if not any(character.isalpha() for character in name) or not confusable_skeleton(name):
        raise ValidationError("Please use at least one letter.", code="letters")
    if _to_latin(name):
        raise ValidationError(
            "Every letter of this name looks like a Latin one. Please type it in Latin letters.",
            code="script",
        )


def _impersonates_site(name: str) -> bool:
    parts = "".join(" " if character in SEPARATORS else character for character in name).split()
    pairs = [f"{first} {second}" for first, second in pairwise(parts)]
    return (
        confusable_skeleton(SITE_NAME) in confusable_skeleton(name)
        or bool(_get_readings(name) & _get_skeletons(RESERVED_NAMES))
        or any(_get_readings(part) & _get_skeletons(RESERVED_TERMS) for part in (*parts, *pairs))
    )


def _get_readings(name: str) -> set[str]:
    """How *word* may be read: as it stands, without a number at its end, figures for letters."""
    bare = name.strip("0123456789 ")
    return {
        confusable_skeleton(read)
        for each in (name, bare)
        for read in (each, each.translate(LEET_SUBSTITUTIONS))
    }


def _split_into_parts(name: str) -> list[str]:
    characters = "".join(character if character.isalpha() else " " for character in name)
    return [part for part in characters.split() if len(part) >= MIN_PART_LENGTH]


def _is_allowed_character(character: str) -> bool:
    if character in INVISIBLE or "\ufe00" <= character <= "\ufe0f" or character >= "\U000e0000":
        return False
    return character in SEPARATORS or character.isalnum() or _is_diacritic(character)


def _is_diacritic(character: str) -> bool:
    return unicodedata.category(character) in {"Mn", "Mc"}


def _has_stacked_diacritics(name: str) -> bool:
    """Whether marks stand on each other, or on nothing that could carry them."""
    follows = any(_is_diacritic(after) and before in SEPARATORS for before, after in pairwise(name))
    runs = (len(list(run)) for is_diacritic, run in groupby(name, _is_diacritic) if is_diacritic)
    return follows or any(run > MAX_DIACRITICS for run in runs)


def _to_latin(text: str) -> str:
    """What a name in another script alone reads as in Latin letters; nothing where it does not.

    In the case in which it is written: a capital Greek Nu is an N, a small one is a v.
    """
    characters = [character for character in _strip_diacritics(text) if character.isalnum()]
    if any(character.isalpha() and _is_latin(character) for character in characters):
        return ""
    latin = _strip_diacritics("".join(map(_to_latin_character, characters)))
    has_alphabetic = any(character.isalpha() for character in latin)
    return latin.casefold() if has_alphabetic and latin.isascii() else ""


def _normalise(text: str) -> str:
    plain = _strip_diacritics(text.casefold())
    latin = _strip_diacritics("".join(map(_to_latin_character, plain)).casefold())
    return "".join(character for character in latin if character.isalnum())


def _is_latin(character: str) -> bool:
    return unicodedata.name(character, "").startswith("LATIN")


def _strip_diacritics(text: str) -> str:
    split = unicodedata.normalize("NFKD", text)
    return "".join(character for character in split if not unicodedata.combining(character))


@lru_cache(maxsize=4096)
def _to_latin_character(character: str) -> str:
    if character.isascii():
        return character
    if (figure := unicodedata.decimal(character, None)) is not None:
        return str(figure)
    found = confusables.is_confusable(character, preferred_aliases=[], greedy=True)
    if not found:
        return character
    candidates = (_strip_diacritics(candidate["c"]) for candidate in found[0]["homoglyphs"])
    return next(
        (candidate for candidate in candidates if candidate.isascii() and candidate.isalnum()),
        character,
    )


@lru_cache(maxsize=2)
def _get_skeletons(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(confusable_skeleton, names))
