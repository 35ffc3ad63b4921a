"""References of queued emails, in the format of the references of users and applications."""

from django.utils.crypto import get_random_string

# No vowels and no characters that look alike. The same as REFERENCE_ALPHABET in users.models, which
# this app cannot import, since it is in a lower layer.
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXZ"


def make_reference() -> str:
    """A random reference of eight characters, such as "7KQ2-WX9B"."""
    characters = get_random_string(8, ALPHABET)
    return f"{characters[:4]}-{characters[4:]}"
