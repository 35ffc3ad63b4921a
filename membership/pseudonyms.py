"""Validation of pseudonyms, and detection of confusable ones."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby, pairwise

from confusable_homoglyphs import confusables
from django.core.exceptions import ValidationError

MIN_LENGTH, MAX_LENGTH = 2, 40
# Characters allowed besides letters, digits and diacritics.
SEPARATORS = " -'’."
# Sequences that look alike, in addition to those that Unicode lists as confusable.
LOOKALIKES = {"rn": "m", "vv": "w", "0": "o", "1": "l", "i": "l", "j": "l", "5": "s", "8": "b"}
# Terms that must not be part of a pseudonym, and names that must not be the whole of it.
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
# The name of the site, which is also refused as part of a word.
SITE_NAME = "in2gr8"
# Digits read as letters, so that "4dmin" counts as "admin".
LEET_SUBSTITUTIONS = str.maketrans({"4": "a", "3": "e", "7": "t"})
# Shorter parts of a name occur in many words by chance.
MIN_PART_LENGTH = 3
# Diacritics on one letter. More than any script needs would overlap the lines above and below.
MAX_DIACRITICS = 2
# Characters that Unicode counts as letters or marks but that are invisible, so that two different
# names would look the same.
INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")


def get_confusable_skeleton(pseudonym: str) -> str:
    """The skeleton of *pseudonym*, which is equal for two that look alike.

    Follows Unicode Technical Standard 39, and also ignores case, accents, white space and
    punctuation. Letters of other scripts count as the Latin letters that they look like.
    """
    text = unicodedata.normalize("NFKC", pseudonym)
    skeleton = _to_latin(text) or _normalise(text)
    for written, read in LOOKALIKES.items():
        skeleton = skeleton.replace(written, read)
    return skeleton


def check_pseudonym(pseudonym: str) -> str:
    """*pseudonym* in NFKC with normalised white space. Raises ValidationError if not allowed."""
    name = " ".join(unicodedata.normalize("NFKC", pseudonym).split())
    if not MIN_LENGTH <= len(name) <= MAX_LENGTH:
        raise ValidationError(
            f"Pseudonym must be between {MIN_LENGTH} and {MAX_LENGTH} characters", code="length"
        )
    _check_characters(name)
    if _impersonates_site(name):
        raise ValidationError(
            "This pseudonym could look like an official account. Choose a different one.",
            code="ours",
        )
    return name


def reveals_identity(pseudonym: str, *, names: Iterable[str], email: str) -> list[str]:
    """The parts of *names*, or of *email* before the @, that *pseudonym* contains."""
    own = [part for name in (*names, email.partition("@")[0]) for part in _split_into_parts(name)]
    skeleton = get_confusable_skeleton(pseudonym)
    return [part for part in dict.fromkeys(own) if get_confusable_skeleton(part) in skeleton]


def _check_characters(name: str) -> None:
    if not all(_is_allowed_character(character) for character in name) or not name[0].isalnum():
        raise ValidationError(
            "Pseudonym must start with a letter or number and contain only letters, numbers, "
            "spaces, hyphens, full stops and apostrophes",
            code="letters",
        )
    if _has_stacked_diacritics(name):
        raise ValidationError("Use fewer accents on one letter", code="marks")
    if confusables.is_mixed_script(name):
        raise ValidationError("Use letters from one alphabet only", code="script")
    if not any(character.isalpha() for character in name) or not get_confusable_skeleton(name):
        raise ValidationError("Pseudonym must contain at least one letter", code="letters")
    if _to_latin(name):
        raise ValidationError(
            "Enter this pseudonym in Latin letters (A to Z). All its letters look the same as "
            "Latin ones.",
            code="script",
        )


def _impersonates_site(name: str) -> bool:
    parts = "".join(" " if character in SEPARATORS else character for character in name).split()
    pairs = [f"{first} {second}" for first, second in pairwise(parts)]
    return (
        get_confusable_skeleton(SITE_NAME) in get_confusable_skeleton(name)
        or bool(_get_readings(name) & _get_skeletons(RESERVED_NAMES))
        or any(_get_readings(part) & _get_skeletons(RESERVED_TERMS) for part in (*parts, *pairs))
    )


def _get_readings(name: str) -> set[str]:
    """Skeletons of *name*: as written, without digits around it, and with digits as letters."""
    bare = name.strip("0123456789 ")
    return {
        get_confusable_skeleton(read)
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
    """Whether a letter has more than MAX_DIACRITICS, or a diacritic follows a separator."""
    follows = any(_is_diacritic(after) and before in SEPARATORS for before, after in pairwise(name))
    runs = (len(list(run)) for is_diacritic, run in groupby(name, _is_diacritic) if is_diacritic)
    return follows or any(run > MAX_DIACRITICS for run in runs)


def _to_latin(text: str) -> str:
    """The Latin text that a name in another script looks like, or "" if it does not.

    The case matters: a capital Greek Nu looks like an N, a small one like a v.
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
    return frozenset(map(get_confusable_skeleton, names))
