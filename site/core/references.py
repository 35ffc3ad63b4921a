"""References such as "7KQ2-WX9B", as people type them."""

from users.models import REFERENCE_ALPHABET

LENGTH = 8


def parse_reference(text: str) -> str:
    """The reference in *text*, in any case, with or without its dash; empty if it is none."""
    characters = "".join(character for character in text.upper() if character.isalnum())
    if len(characters) != LENGTH or set(characters) - set(REFERENCE_ALPHABET):
        return ""
    return f"{characters[:4]}-{characters[4:]}"
