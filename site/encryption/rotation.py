"""Re-encrypts every value with the newest key, and reports which keys are still needed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Substr
from django.utils.functional import cached_property

from encryption.fields import EncryptedTextField, KeyedHashField
from encryption.keys import (
    ID_LENGTH,
    SCHEME,
    DamagedValueError,
    DecryptionError,
    MissingKeyError,
    get_key_ring,
    key_prefix,
)
from encryption.values import EncryptedValue

# Rows per transaction. A larger batch loses more work if killed and blocks other writers longer.
BATCH = 100


@dataclass
class RotationProgress:
    """The progress of the rotation of one table."""

    table: str
    total: int
    done: int = 0
    # Error message -> number of rows that could not be re-encrypted.
    failures: Counter[str] = field(default_factory=Counter)


class EncryptedTable:
    """A model with encrypted fields, whose rows are read and written as ciphertext."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.name = str(model._meta.verbose_name_plural)
        own = model._meta.local_concrete_fields
        self.fields = [item for item in own if isinstance(item, EncryptedTextField)]
        self.hash_fields = [item for item in own if isinstance(item, KeyedHashField)]

    @cached_property
    def rows(self) -> models.QuerySet:
        return self.model._base_manager.order_by("pk")

    @property
    def stored_texts(self) -> dict[str, models.Expression]:
        """Query expressions for the ciphertext of each field."""
        return {f"raw_{item.name}": Cast(item.name, models.TextField()) for item in self.fields}

    def key_usage(self) -> Counter[str]:
        """Key id -> number of values in this table. The key "" counts damaged values."""
        found: Counter[str] = Counter()
        for raw in self.stored_texts.values():
            head = Substr(raw, 1, len(SCHEME) + ID_LENGTH + 2)
            known = self.rows.annotate(head=head).filter(head__isnull=False).order_by()
            for start, count in known.values_list("head").annotate(models.Count("pk")):
                found[_name_in(start)] += count
        return found

    def outdated_rows(self) -> models.QuerySet:
        """Rows with a value or a hash that is not made with the newest key."""
        newest = get_key_ring().newest
        wanting = models.Q()
        for name in self.stored_texts:
            is_new = models.Q(**{f"{name}__startswith": key_prefix(newest)})
            wanting |= ~is_new & models.Q(**{f"{name}__isnull": False})
        for item in self.hash_fields:
            wanting |= ~models.Q(**{f"{item.name}__startswith": f"{newest}:"})
        return self.rows.annotate(**self.stored_texts).filter(wanting)

    def rotate(self) -> Iterator[RotationProgress]:
        """Re-encrypt outdated rows in batches. Rows that cannot be decrypted are left unchanged."""
        progress = RotationProgress(self.name, self.outdated_rows().count())
        last = None
        while batch := self._next_batch(after=last):
            last = batch[-1]
            self._rotate(batch, progress)
            yield progress

    def _next_batch(self, after: object) -> list[object]:
        rows = self.outdated_rows() if after is None else self.outdated_rows().filter(pk__gt=after)
        return list(rows.values_list("pk", flat=True)[:BATCH])

    @transaction.atomic
    def _rotate(self, pks: list[object], progress: RotationProgress) -> None:
        # Rows are locked, so that concurrent changes are not overwritten.
        for row in self.rows.select_for_update().filter(pk__in=pks):
            try:
                self.rows.filter(pk=row.pk).update(**self._reencrypt(row))
                progress.done += 1
            except DecryptionError as error:
                progress.failures[str(error)] += 1

    def _reencrypt(self, row: models.Model) -> dict[str, object]:
        values = {item.attname: row.__dict__[item.attname] for item in self.fields}
        encrypted = {name: value.reencrypt() for name, value in values.items() if value is not None}
        hashes = {field.attname: field.hash_for(row) for field in self.hash_fields}
        return {**encrypted, **hashes}


class JsonColumnTable(EncryptedTable):
    """A third-party model with a JSON *column* in which we encrypt the values of *keys*."""

    def __init__(self, model: type[models.Model], column: str, keys: tuple[str, ...]) -> None:
        super().__init__(model)
        self.column, self.keys = column, keys

    @property
    def stored_texts(self) -> dict[str, models.Expression]:
        return {f"raw_{key}": KeyTextTransform(key, self.column) for key in self.keys}

    def _reencrypt(self, row: models.Model) -> dict[str, object]:
        data = getattr(row, self.column)
        values = {key: EncryptedValue(data[key]) for key in self.keys if data.get(key) is not None}
        renewed = {key: value.reencrypt().stored for key, value in values.items()}
        return {self.column: data | renewed}


def get_encrypted_tables() -> list[EncryptedTable]:
    """Every model of the site with encrypted values."""
    own = (model for model in apps.get_models() if model._meta.managed and not model._meta.proxy)
    tables = [table for table in map(EncryptedTable, own) if table.fields]
    others = [
        JsonColumnTable(apps.get_model(model), column, keys)
        for model, column, keys in settings.ENCRYPTED_JSON_FIELDS
    ]
    return tables + others


def key_usage() -> Counter[str]:
    """Key id -> number of values in all tables. The key "" counts damaged values."""
    return sum((table.key_usage() for table in get_encrypted_tables()), Counter())


def missing_key_usage() -> Counter[str]:
    """Like :func:`key_usage`, but only for keys that this site does not have."""
    known = get_key_ring().ids
    found = key_usage()
    return Counter({name: found[name] for name in found if name and name not in known})


def missing_key_message() -> str:
    """A warning that names the missing keys; empty if there are none."""
    return "\n".join(
        f"{count} private {'value' if count == 1 else 'values'} cannot be read. "
        f"{MissingKeyError(name)}"
        for name, count in sorted(missing_key_usage().items())
    )


def _name_in(head: str) -> str:
    try:
        return EncryptedValue(f"{head}-").key_id
    except DamagedValueError:
        return ""
