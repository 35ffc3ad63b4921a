"""A value as it lies in the database: closed until somebody asks for what is in it."""

from dataclasses import dataclass, field

from encryption.keys import key_id_of, key_ring


@dataclass(frozen=True)
class Sealed:
    """Encrypted text. Printing, comparing, pickling or logging it gives nothing away."""

    stored: str = field(repr=False)

    @property
    def key_id(self) -> str:
        """The name of its key. Raises DamagedValue."""
        return key_id_of(self.stored)

    def open(self) -> str:
        """The text. Raises CannotDecrypt, whose words say why."""
        return key_ring().decrypt(self.stored)

    def renewed(self) -> "Sealed":
        """The same text under the newest key. Raises CannotDecrypt."""
        return seal(self.open())

    def __str__(self) -> str:
        return "(encrypted)"


def seal(text: str) -> Sealed:
    """*text*, encrypted under the newest key."""
    return Sealed(key_ring().encrypt(text))
