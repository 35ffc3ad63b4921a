"""What is private lies encrypted in the database, under keys that are kept apart from it."""

from encryption.fields import EncryptedJSONField, EncryptedTextField, KeyedHashField
from encryption.keys import (
    CannotDecrypt,
    DamagedValue,
    KeyIsMissing,
    KeyRing,
    key_ring,
)
from encryption.sealed import Sealed, seal

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
