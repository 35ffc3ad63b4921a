"""Encrypted values, as model instances contain them until they are read."""

from dataclasses import dataclass, field

from encryption.keys import get_key_ring, parse_key_id


@dataclass(frozen=True)
class EncryptedValue:
    """Encrypted text. Printing, comparing, pickling or logging it reveals no private text."""

    stored: str = field(repr=False)

    @property
    def key_id(self) -> str:
        """The id of the key that encrypted it. Raises DamagedValueError."""
        return parse_key_id(self.stored)

    def decrypt(self) -> str:
        """The decrypted text. Raises DecryptionError."""
        return get_key_ring().decrypt(self.stored)

    def reencrypt(self) -> "EncryptedValue":
        """The same text, encrypted with the newest key. Raises DecryptionError."""
        return encrypt_value(self.decrypt())

    def __str__(self) -> str:
        return "(encrypted)"


def encrypt_value(text: str) -> EncryptedValue:
    """Encrypt *text* with the newest key."""
    return EncryptedValue(get_key_ring().encrypt(text))
