"""Bringing every encrypted value under the newest key, and telling which keys are still needed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.db import models, transaction
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Substr
from django.utils.functional import cached_property

from encryption.fields import EncryptedTextField, KeyedHashField
from encryption.keys import (
    ID_LENGTH,
    SCHEME,
    CannotDecrypt,
    DamagedValue,
    KeyIsMissing,
    key_ring,
    stored_under,
)
from encryption.sealed import Sealed

# Rows written in one transaction: a kill loses no more work than this, and nobody waits for long.
BATCH = 100


@dataclass
class Progress:
    """How far one table has come."""

    table: str
    total: int
    done: int = 0
    # Why values stayed as they were -> how many rows.
    left: Counter[str] = field(default_factory=Counter)


class EncryptedTable:
    """A model with encrypted fields, read and written as what lies in the database."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.name = str(model._meta.verbose_name_plural)
        own = model._meta.local_concrete_fields
        self.fields = [item for item in own if isinstance(item, EncryptedTextField)]
        self.marks = [item for item in own if isinstance(item, KeyedHashField)]

    @cached_property
    def rows(self) -> models.QuerySet:
        return self.model._base_manager.order_by("pk")

    @property
    def raws(self) -> dict[str, models.Expression]:
        """What lies in the database as encrypted text, under names for a query."""
        return {f"raw_{item.name}": Cast(item.name, models.TextField()) for item in self.fields}

    def key_ids(self) -> Counter[str]:
        """Names of the keys in use here -> number of values. "" counts damaged ones."""
        found: Counter[str] = Counter()
        for raw in self.raws.values():
            head = Substr(raw, 1, len(SCHEME) + ID_LENGTH + 2)
            known = self.rows.annotate(head=head).filter(head__isnull=False).order_by()
            for start, count in known.values_list("head").annotate(models.Count("pk")):
                found[_name_in(start)] += count
        return found

    def behind(self) -> models.QuerySet:
        """Rows with a value that does not lie under the newest key."""
        newest = key_ring().newest
        wanting = models.Q()
        for name in self.raws:
            is_new = models.Q(**{f"{name}__startswith": stored_under(newest)})
            wanting |= ~is_new & models.Q(**{f"{name}__isnull": False})
        for mark in self.marks:
            wanting |= ~models.Q(**{f"{mark.name}__startswith": f"{newest}:"})
        return self.rows.annotate(**self.raws).filter(wanting)

    def rotate(self) -> Iterator[Progress]:
        """Bring all under the newest key, batch by batch; what cannot be opened is left alone."""
        progress = Progress(self.name, self.behind().count())
        last = None
        while batch := self._next_batch(after=last):
            last = batch[-1]
            self._rotate(batch, progress)
            yield progress

    def _next_batch(self, after: object) -> list[object]:
        rows = self.behind() if after is None else self.behind().filter(pk__gt=after)
        return list(rows.values_list("pk", flat=True)[:BATCH])

    @transaction.atomic
    def _rotate(self, pks: list[object], progress: Progress) -> None:
        # Locked, so that nobody's change between reading and writing is undone.
        for row in self.rows.select_for_update().filter(pk__in=pks):
            try:
                self.rows.filter(pk=row.pk).update(**self._renewed(row))
                progress.done += 1
            except CannotDecrypt as error:
                progress.left[str(error)] += 1

    def _renewed(self, row: models.Model) -> dict[str, object]:
        values = {item.attname: row.__dict__[item.attname] for item in self.fields}
        sealed = {name: value.renewed() for name, value in values.items() if value is not None}
        marks = {mark.attname: mark.mark_for(row) for mark in self.marks}
        return {**sealed, **marks}


class TableWithSealedKeys(EncryptedTable):
    """A model of somebody else's, with JSON in *column* in which we encrypt the texts *keys*."""

    def __init__(self, model: type[models.Model], column: str, keys: tuple[str, ...]) -> None:
        super().__init__(model)
        self.column, self.keys = column, keys

    @property
    def raws(self) -> dict[str, models.Expression]:
        return {f"raw_{key}": KeyTextTransform(key, self.column) for key in self.keys}

    def _renewed(self, row: models.Model) -> dict[str, object]:
        data = getattr(row, self.column)
        sealed = {key: Sealed(data[key]) for key in self.keys if data.get(key) is not None}
        renewed = {key: value.renewed().stored for key, value in sealed.items()}
        return {self.column: data | renewed}


# What allauth keeps for codes: the secret of an app, and what recovery codes are made from.
SEALED_KEYS = {"mfa.Authenticator": ("data", ("secret", "seed"))}


def encrypted_tables() -> list[EncryptedTable]:
    """Every model of the site that keeps something encrypted."""
    own = (model for model in apps.get_models() if model._meta.managed and not model._meta.proxy)
    tables = [table for table in map(EncryptedTable, own) if table.fields]
    others = [
        TableWithSealedKeys(apps.get_model(name), *where) for name, where in SEALED_KEYS.items()
    ]
    return tables + others


def keys_in_use() -> Counter[str]:
    """Names of the keys under which anything lies -> number of values. "" counts damaged ones."""
    return sum((table.key_ids() for table in encrypted_tables()), Counter())


def missing_keys() -> Counter[str]:
    """As :func:`keys_in_use`, but only keys that this site does not have."""
    known = key_ring().ids
    found = keys_in_use()
    return Counter({name: found[name] for name in found if name and name not in known})


def words_about_missing_keys() -> str:
    """What to tell whoever starts a site that has lost a key; empty when all are there."""
    return "\n".join(
        f"{count} private {'value' if count == 1 else 'values'} cannot be read. "
        f"{KeyIsMissing(name)}"
        for name, count in sorted(missing_keys().items())
    )


def _name_in(head: str) -> str:
    try:
        return Sealed(f"{head}-").key_id
    except DamagedValue:
        return ""
