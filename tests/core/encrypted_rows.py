"""A table with every kind of encrypted field, and a look at what really lies in it."""

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

# Apart from the site's own models: no migration knows this one.
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
    """The table of Note, for as long as the test's transaction lasts."""
    sql, params = connection.schema_editor().table_sql(Note)
    with connection.cursor() as cursor:
        cursor.execute(sql, params or None)


def make_note(email: str = "ada@example.org", **fields: Any) -> Note:
    return Note.objects.create(email=email, **fields)


def make_mail(recipient: str = "ada@example.org", **fields: Any) -> QueuedMail:
    return QueuedMail.objects.create(recipient=recipient, message={"body": "Hello"}, **fields)


def stored(row: models.Model, column: str) -> str | None:
    """What lies in the database, as somebody sees it who has stolen the disk."""
    table = row._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE id = %s", [row.pk])  # noqa: S608
        return cursor.fetchone()[0]


def store(row: models.Model, column: str, raw: str) -> None:
    """Put *raw* into the database past the program, as damage does."""
    table = row._meta.db_table
    with connection.cursor() as cursor:
        sql = f"UPDATE {table} SET {column} = %s WHERE id = %s"  # noqa: S608
        cursor.execute(sql, [raw, row.pk])


def name_of(key: str) -> str:
    """The name by which stored values call *key*."""
    return KeyRing([key]).newest


def hashes(email: str) -> list[str]:
    """By which a note with *email* is found."""
    return Note._meta.get_field("email_hash").hashes(email)


def rotate_keys() -> str:
    """What the command says."""
    out = StringIO()
    call_command("rotate_keys", stdout=out)
    return out.getvalue()


def keys_of(mail: QueuedMail) -> set[str]:
    """Names of the keys under which *mail* lies."""
    return {stored(mail, column).split(":")[1] for column in ("recipient", "message")}


def addresses() -> list[str]:
    """Of all mails on their way, the oldest first."""
    return [mail.recipient for mail in QueuedMail.objects.order_by("pk")]
