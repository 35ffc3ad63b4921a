"""References such as "7KQ2-WX9B" of users, applications and queued emails."""

import secrets

# No vowels, so that references spell no words, and no similar characters, for reading them out.
REFERENCE_ALPHABET = "23456789BCDFGHJKMNPQRSTVWXZ"
LENGTH = 8


def make_reference() -> str:
    """A random reference of eight characters."""
    return number_to_reference(secrets.randbits(64))


def number_to_reference(number: int) -> str:
    """The reference for *number*; several numbers share one."""
    characters = ""
    for _ in range(LENGTH):
        number, index = divmod(number, len(REFERENCE_ALPHABET))
        characters += REFERENCE_ALPHABET[index]
    return f"{characters[:4]}-{characters[4:]}"


def parse_reference(text: str) -> str:
    """Normalise the reference *text*, in any case, with or without a dash; empty if invalid."""
    characters = "".join(character for character in text.upper() if character.isalnum())
    if len(characters) != LENGTH or set(characters) - set(REFERENCE_ALPHABET):
        return ""
    return f"{characters[:4]}-{characters[4:]}"
