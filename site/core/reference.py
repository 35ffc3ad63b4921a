"""References such as "7KQ2-WX9B", as people type them."""

from users.models import REFERENCE_ALPHABET

LENGTH = 8


def reference_in(words: str) -> str:
    """The reference that *words* are, in any case, with or without its dash; empty if none."""
    letters = "".join(letter for letter in words.upper() if letter.isalnum())
    if len(letters) != LENGTH or set(letters) - set(REFERENCE_ALPHABET):
        return ""
    return f"{letters[:4]}-{letters[4:]}"
