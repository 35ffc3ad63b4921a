"""What is private lies encrypted in the database, under keys that are kept apart from it."""

from core.encryption.fields import EncryptedJSONField, EncryptedTextField, KeyedHashField
from core.encryption.keys import (
    CannotDecrypt,
    DamagedValue,
    KeyIsMissing,
    KeyRing,
    key_ring,
)
from core.encryption.sealed import Sealed, seal

__all__ = [
    "CannotDecrypt",
    "DamagedValue",
    "EncryptedJSONField",
    "EncryptedTextField",
    "KeyIsMissing",
    "KeyRing",
    "KeyedHashField",
    "Sealed",
    "key_ring",
    "seal",
]
