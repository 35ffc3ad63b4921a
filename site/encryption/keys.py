"""The keys of encrypted fields: the first key encrypts, and all keys decrypt.

A stored value contains the id of its key: ``k1:<key id>:<Fernet token>``. So a missing key can be
distinguished from a damaged value, and the error can name the key.
"""

import hashlib
import hmac
from collections.abc import Sequence
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

SCHEME = "k1"
# Characters of a key id: enough to distinguish the keys of a site, too few to help guess a key.
ID_LENGTH = 8
# Error handler for encoding and decoding, so that lone surrogates are preserved.
SURROGATE_HANDLER = "surrogatepass"


class DecryptionError(Exception):
    """A stored value cannot be decrypted; the message says why, and what to do."""


class MissingKeyError(DecryptionError):
    """The value was encrypted with a key that is not in FIELD_ENCRYPTION_KEYS."""

    def __init__(self, key_id: str) -> None:
        self.key_id = key_id
        super().__init__(
            f"The key {key_id} is not in FIELD_ENCRYPTION_KEYS. Nothing is lost as long as that "
            "key exists. Add it to the setting and restart the site."
        )


class DamagedValueError(DecryptionError):
    """The value is malformed, or its key is available but cannot decrypt it."""

    def __init__(self, key_id: str = "") -> None:
        reason = f"The key {key_id} cannot decrypt it" if key_id else "It contains no key ID"
        super().__init__(
            f"This stored value is damaged. {reason}. A backup may contain an undamaged copy."
        )


class KeyRing:
    """Fernet keys: 32 random bytes each, in URL-safe base64, newest first.

    Raises ImproperlyConfigured if there is none, or one is not valid.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        if not keys:
            raise ImproperlyConfigured(f"FIELD_ENCRYPTION_KEYS is empty. {HOW_TO_MAKE_A_KEY}")
        self._keys = {get_key_id(key): key.encode() for key in keys}
        self._fernet = MultiFernet([_fernet(place, key) for place, key in enumerate(keys, 1)])
        self.newest = get_key_id(keys[0])

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all keys."""
        return frozenset(self._keys)

    def encrypt(self, text: str) -> str:
        """Encrypt *text* with the newest key, for storage."""
        return f"{SCHEME}:{self.newest}:{self._fernet.encrypt(_bytes(text)).decode()}"

    def decrypt(self, stored: str) -> str:
        """Decrypt *stored*. Raises MissingKeyError or DamagedValueError."""
        name, token = _parts(stored)
        if name not in self._keys:
            raise MissingKeyError(name)
        try:
            return self._fernet.decrypt(token).decode(errors=SURROGATE_HANDLER)
        except (InvalidToken, ValueError):
            # ValueError: it contains a character that is not ASCII.
            raise DamagedValueError(name) from None

    def hash(self, kind: str, value: str) -> str:
        """The keyed hash (HMAC-SHA256) of *value* with the newest key, for exact lookups."""
        return self.hashes(kind, value)[0]

    def hashes(self, kind: str, value: str) -> list[str]:
        """The hashes of *value* with each key, newest first, to match rows not yet rotated."""
        return [f"{name}:{_hash(key, kind, value)}" for name, key in self._keys.items()]


def get_key_ring() -> KeyRing:
    """The keys of the setting FIELD_ENCRYPTION_KEYS."""
    return _ring(tuple(settings.FIELD_ENCRYPTION_KEYS))


def get_key_id(key: str) -> str:
    """The id of *key* in stored values and messages."""
    return hashlib.sha256(key.encode()).hexdigest()[:ID_LENGTH]


def parse_key_id(stored: str) -> str:
    """The id of the key that encrypted *stored*. Raises DamagedValueError."""
    return _parts(stored)[0]


def key_prefix(name: str) -> str:
    """The prefix of all values that were encrypted with the key whose id is *name*."""
    return f"{SCHEME}:{name}:"


HOW_TO_MAKE_A_KEY = (
    "Create a key with: python -c 'from cryptography.fernet import Fernet; "
    "print(Fernet.generate_key().decode())'"
)


@lru_cache(maxsize=8)
def _ring(keys: tuple[str, ...]) -> KeyRing:
    return KeyRing(keys)


def _fernet(place: int, key: str) -> Fernet:
    try:
        return Fernet(key)
    except ValueError:
        raise ImproperlyConfigured(
            f"FIELD_ENCRYPTION_KEYS: key {place} is not a valid Fernet key. {HOW_TO_MAKE_A_KEY}"
        ) from None


def _parts(stored: str) -> tuple[str, str]:
    scheme, _, rest = stored.partition(":")
    name, _, token = rest.partition(":")
    if scheme != SCHEME or len(name) != ID_LENGTH or not token:
        raise DamagedValueError
    return name, token


def _hash(key: bytes, kind: str, value: str) -> str:
    # A derived key for each kind, so that hashes of different kinds cannot be compared.
    own_key = hmac.digest(key, f"hash of {kind}".encode(), "sha256")
    return hmac.digest(own_key, _bytes(value), "sha256").hex()


def _bytes(text: str) -> bytes:
    return text.encode(errors=SURROGATE_HANDLER)
