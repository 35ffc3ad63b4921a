"""Model fields that are encrypted in the database, and keyed hashes to look rows up by.

Model instances contain the encrypted value and decrypt it only when the attribute is read. So rows
whose key is lost can be listed, unchanged values can be saved (but see KeyedHashField), and error
reports that print an instance, its ``__dict__`` or a query reveal no private values.
"""

import json
from collections.abc import Callable
from typing import Any

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.lookups import IsNull
from django.db.models.query_utils import DeferredAttribute

from encryption.keys import get_key_ring
from encryption.values import EncryptedValue, encrypt_value


class EncryptedDescriptor(DeferredAttribute):
    """Encrypts values that are set, and decrypts those that are read. Raises DecryptionError."""

    field: "EncryptedTextField"

    def __get__(self, instance: models.Model | None, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        return self.field.decrypt(value) if isinstance(value, EncryptedValue) else value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = self.field.encrypt(value)


class EncryptedTextField(models.TextField):
    """Text of any length that is encrypted in the database. Its only lookup is ``isnull``."""

    descriptor_class = EncryptedDescriptor

    def encrypt(self, value: Any) -> Any:
        """Encrypt *value*, unless it is None, encrypted already or a database expression."""
        if (
            value is None
            or isinstance(value, EncryptedValue)
            or hasattr(value, "resolve_expression")
        ):
            return value
        return encrypt_value(self.to_text(value))

    def decrypt(self, value: EncryptedValue) -> Any:
        """Decrypt *value*. Raises DecryptionError."""
        return self.from_text(value.decrypt())

    def to_text(self, value: Any) -> str:
        """*value* as the text that is encrypted."""
        return str(value)

    def from_text(self, text: str) -> Any:
        """The inverse of :meth:`to_text`."""
        return text

    def from_db_value(self, value: str | None, *args: Any) -> EncryptedValue | None:
        return None if value is None else EncryptedValue(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        # The encrypted value is saved unchanged, without its key.
        return model_instance.__dict__[self.attname]

    def get_prep_value(self, value: Any) -> Any:
        value = self.encrypt(value)
        return value.stored if isinstance(value, EncryptedValue) else value

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        # A database expression would be stored unencrypted, unless it copies an encrypted field.
        if hasattr(value, "as_sql") and not isinstance(value.output_field, EncryptedTextField):
            raise FieldError(f"{self}: the database cannot encrypt {type(value).__name__}.")
        return super().get_db_prep_save(value, connection)

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: models.Model) -> str:
        raise TypeError(
            f"{self}: encrypted values cannot be serialised. Use a backup of the database."
        )

    def get_lookup(self, lookup_name: str) -> type[IsNull]:
        if lookup_name != "isnull":
            raise FieldError(
                f"{self}: encrypted text cannot be searched. Look up its hash instead."
            )
        return IsNull

    def get_transform(self, lookup_name: str) -> None:
        raise FieldError(f"{self}: encrypted text cannot be transformed in the database.")


class EncryptedJSONField(EncryptedTextField):
    """A JSON value, encrypted as a whole."""

    # The type of the attribute for django-stubs: any JSON value, not text.
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def to_text(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False)

    def from_text(self, text: str) -> Any:
        return json.loads(text)

    def formfield(self, **kwargs: Any) -> None:
        """None: no form edits raw JSON."""


class KeyedHashField(models.CharField):
    """A keyed hash of the encrypted field *of*, for exact lookups.

    ``Model.objects.filter(email_hash__in=hashes)`` with ``hashes`` from :meth:`hashes`. The hash is
    computed on each save, for which the source must be decrypted. ``update_fields`` must name this
    field together with its source, or neither.
    """

    def __init__(self, *args: Any, of: str = "", **kwargs: Any) -> None:
        self.of = of
        kwargs |= {"max_length": 80, "editable": False, "db_index": True}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for known in ("max_length", "editable", "db_index"):
            kwargs.pop(known, None)
        return name, path, args, kwargs | {"of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = self.hash_for(model_instance)
        setattr(model_instance, self.attname, value)
        return value

    def hash_for(self, model_instance: models.Model) -> str:
        """The hash of the source field under the newest key. Raises DecryptionError."""
        return self._make(get_key_ring().hash, getattr(model_instance, self.of))

    def hashes(self, value: str) -> list[str]:
        """All hashes that a row with *value* can have, one for each key."""
        return self._make(get_key_ring().hashes, value)

    def _make(self, make: Callable[[str, str], Any], value: str) -> Any:
        # The kind is the name of the source field. Fields of the same name have the same hashes in
        # all models.
        return make(self.of, value.strip().lower())
