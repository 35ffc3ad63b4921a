"""A table with every kind of encrypted field, and helpers that read its raw values."""

from io import StringIO
from typing import Any

from django.core.management import call_command
from django.db import connection, models
from django.test.utils import isolate_apps

from config.secret_keys import generate_field_encryption_key
from encryption import EncryptedJSONField, EncryptedTextField, KeyedHashField, KeyRing
from mailqueue.models import QueuedMail

OLD, NEW, LOST = (
    generate_field_encryption_key(),
    generate_field_encryption_key(),
    generate_field_encryption_key(),
)

# Isolated from the site's models: it has no migration.
with isolate_apps("core"):

    class Note(models.Model):
        email = EncryptedTextField()
        email_hash = KeyedHashField(of="email")
        text = EncryptedTextField(null=True)
        facts = EncryptedJSONField(null=True)
        title = models.CharField(max_length=100, default="a title")

        class Meta:
            app_label = "core"
            verbose_name_plural = "notes"

        def __str__(self) -> str:
            return self.title


def make_table() -> None:
    """Create the table of Note in the test's transaction."""
    sql, params = connection.schema_editor().table_sql(Note)
    with connection.cursor() as cursor:
        cursor.execute(sql, params or None)


def make_note(email: str = "ada@example.org", **fields: Any) -> Note:
    return Note.objects.create(email=email, **fields)


def make_mail(recipient: str = "ada@example.org", **fields: Any) -> QueuedMail:
    return QueuedMail.objects.create(recipient=recipient, message={"body": "Hello"}, **fields)


def stored(row: models.Model, column: str) -> str | None:
    """The raw value in the database, as on a stolen disk."""
    table = row._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE id = %s", [row.pk])  # noqa: S608
        return cursor.fetchone()[0]


def store(row: models.Model, column: str, raw: str) -> None:
    """Write *raw* to the database without encryption, to simulate damage."""
    table = row._meta.db_table
    with connection.cursor() as cursor:
        sql = f"UPDATE {table} SET {column} = %s WHERE id = %s"  # noqa: S608
        cursor.execute(sql, [raw, row.pk])


def name_of(key: str) -> str:
    """The ID of *key* in stored values."""
    return KeyRing([key]).newest


def hashes(email: str) -> list[str]:
    """The hashes by which a note with *email* is found."""
    return Note._meta.get_field("email_hash").hashes(email)


def rotate_keys() -> str:
    """The output of the command."""
    out = StringIO()
    call_command("rotate_keys", stdout=out)
    return out.getvalue()


def keys_of(mail: QueuedMail) -> set[str]:
    """IDs of the keys that encrypt *mail*."""
    return {stored(mail, column).split(":")[1] for column in ("recipient", "message")}


def addresses() -> list[str]:
    """Recipients of all queued emails, oldest first."""
    return [mail.recipient for mail in QueuedMail.objects.order_by("pk")]
