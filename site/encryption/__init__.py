"""Encrypted model fields. The keys are stored apart from the database.

A library without models, which every layer above may import.
"""

from encryption.fields import EncryptedJSONField, EncryptedTextField, KeyedHashField
from encryption.keys import (
    DamagedValueError,
    DecryptionError,
    KeyRing,
    MissingKeyError,
    get_key_ring,
)
from encryption.values import EncryptedValue, encrypt_value

__all__ = [
    "DamagedValueError",
    "DecryptionError",
    "EncryptedJSONField",
    "EncryptedTextField",
    "EncryptedValue",
    "KeyRing",
    "KeyedHashField",
    "MissingKeyError",
    "encrypt_value",
    "get_key_ring",
]
