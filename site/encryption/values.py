"""A value as it is stored in the database: encrypted until it is read."""

from dataclasses import dataclass, field

from encryption.keys import get_key_ring, parse_key_id


@dataclass(frozen=True)
class EncryptedValue:
    """Encrypted text. Printing, comparing, pickling or logging it reveals no private text."""

    stored: str = field(repr=False)

    @property
    def key_id(self) -> str:
        """The id of its key. Raises DamagedValueError."""
        return parse_key_id(self.stored)

    def decrypt(self) -> str:
        """The text. Raises DecryptionError."""
        return get_key_ring().decrypt(self.stored)

    def reencrypt(self) -> "EncryptedValue":
        """The same text under the newest key. Raises DecryptionError."""
        return encrypt_value(self.decrypt())

    def __str__(self) -> str:
        return "(encrypted)"


def encrypt_value(text: str) -> EncryptedValue:
    """*text*, encrypted under the newest key."""
    return EncryptedValue(get_key_ring().encrypt(text))
