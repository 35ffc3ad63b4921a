"""Parse references such as "7KQ2-WX9B", as people type them."""

from users.models import REFERENCE_ALPHABET

LENGTH = 8


def parse_reference(text: str) -> str:
    """Normalise the reference *text*, in any case, with or without a dash; empty if invalid."""
    characters = "".join(character for character in text.upper() if character.isalnum())
    if len(characters) != LENGTH or set(characters) - set(REFERENCE_ALPHABET):
        return ""
    return f"{characters[:4]}-{characters[4:]}"
