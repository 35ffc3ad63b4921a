"""The rotate_keys command: re-encrypts all values with the newest key, and can be interrupted."""

from collections.abc import Iterator

import pytest
from django.core.management import CommandError
from django.db import OperationalError
from pytest_django import Settings

from encryption import rotation
from encryption.rotation import EncryptedTable, RotationProgress
from mailqueue.models import QueuedMail
from tests.encryption.encrypted_rows import (
    LOST,
    NEW,
    OLD,
    Note,
    addresses,
    hashes,
    keys_of,
    make_mail,
    make_note,
    make_table,
    name_of,
    rotate_keys,
    store,
    stored,
)

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _old_key(settings: Settings) -> None:
    settings.FIELD_ENCRYPTION_KEYS = [OLD]


@pytest.fixture
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotation, "BATCH", 2)


def rotate_notes() -> list[RotationProgress]:
    # Notes have no migration, so the command does not know them.
    return list(EncryptedTable(Note).rotate())


def encrypt_with_other_key(mail: QueuedMail, settings: Settings) -> None:
    """Encrypt *mail* with a key that this site does not have."""
    here, settings.FIELD_ENCRYPTION_KEYS = settings.FIELD_ENCRYPTION_KEYS, [LOST]
    mail.recipient, mail.message = "lost@example.org", {}
    mail.save()
    settings.FIELD_ENCRYPTION_KEYS = here


def test_rotate_keys_reencrypts_all_values(settings: Settings) -> None:
    mails = [make_mail(f"{n}@example.org") for n in range(3)]
    settings.FIELD_ENCRYPTION_KEYS = [NEW, OLD]
    output = rotate_keys()
    assert [keys_of(mail) for mail in mails] == [{name_of(NEW)}] * 3
    settings.FIELD_ENCRYPTION_KEYS = [NEW]
    assert addresses() == ["0@example.org", "1@example.org", "2@example.org"]
    assert {mail.message["body"] for mail in QueuedMail.objects.all()} == {"Hello"}
    assert f"6 values are encrypted with the newest key, {name_of(NEW)}." in output


def test_rotate_keys_names_keys_no_longer_needed(
    settings: Settings,
) -> None:
    make_mail()
    settings.FIELD_ENCRYPTION_KEYS = [NEW, OLD]
    assert (
        f"These keys are no longer in use: {name_of(OLD)}. Keep them for as long as"
        in rotate_keys()
    )


@pytest.mark.usefixtures("_small_batches")
def test_rotate_keys_prints_progress(settings: Settings) -> None:
    for n in range(5):
        make_mail(f"{n}@example.org")
    settings.FIELD_ENCRYPTION_KEYS = [NEW, OLD]
    steps = [line for line in rotate_keys().splitlines() if " of " in line]
    assert steps == [f"email queue: {done} of 5" for done in (2, 4, 5)]


def test_second_run_changes_no_row(settings: Settings) -> None:
    mail = make_mail()
    settings.FIELD_ENCRYPTION_KEYS = [NEW, OLD]
    rotate_keys()
    before = stored(mail, "recipient"), stored(mail, "message")
    output = rotate_keys()
    assert (stored(mail, "recipient"), stored(mail, "message")) == before
    assert " of " not in output


def test_rotate_keys_succeeds_without_rows() -> None:
    assert rotate_keys() == f"0 values are encrypted with the newest key, {name_of(OLD)}.\n"


def test_row_with_one_outdated_value_is_rotated(settings: Settings) -> None:
    mail = make_mail()
    settings.FIELD_ENCRYPTION_KEYS = [NEW, OLD]
    QueuedMail.objects.update(recipient="ada@example.org")
    assert keys_of(mail) == {name_of(OLD), name_of(NEW)}
    rotate_keys()
    assert keys_of(mail) == {name_of(NEW)}


def test_other_fields_are_not_changed(settings: Settings) -> None:
    mail = make_mail()
    settings.FIELD_ENCRYPTION_KEYS = [NEW, OLD]
    (before,) = QueuedMail.objects.defer("recipient", "message").values(
        "reference", "state", "created_at", "due_at", "attempts"
    )
    rotate_keys()
    mail.refresh_from_db()
    assert before == {name: getattr(mail, name) for name in before}


# --- Hashes and nullable columns --------------------------------------------------------------


def test_hashes_are_computed_with_newest_key(settings: Settings) -> None:
    make_table()
    make_note("Ada@example.org", facts=["tea"])
    settings.FIELD_ENCRYPTION_KEYS = [NEW, OLD]
    (progress,) = rotate_notes()
    assert (progress.table, progress.done, progress.total) == ("notes", 1, 1)
    settings.FIELD_ENCRYPTION_KEYS = [NEW]
    found = Note.objects.get(email_hash__in=hashes("ada@example.org"))
    assert (found.email, found.text, found.facts) == ("Ada@example.org", None, ["tea"])


def test_row_with_outdated_hash_is_rotated(settings: Settings) -> None:
    make_table()
    note = make_note()
    settings.FIELD_ENCRYPTION_KEYS = [NEW, OLD]
    Note.objects.update(email="ada@example.org")
    assert stored(note, "email_hash").startswith(f"{name_of(OLD)}:")
    rotate_notes()
    assert stored(note, "email_hash").startswith(f"{name_of(NEW)}:")
    assert rotate_notes() == []


# --- Values that cannot be decrypted ----------------------------------------------------------


@pytest.mark.usefixtures("_small_batches")
def test_unreadable_values_are_counted_and_kept(settings: Settings) -> None:
    mails = [make_mail(f"{n}@example.org") for n in range(5)]
    for mail in (mails[0], mails[3]):
        encrypt_with_other_key(mail, settings)
    store(mails[1], "recipient", "rubbish")
    settings.FIELD_ENCRYPTION_KEYS = [NEW, OLD]
    with pytest.raises(CommandError, match="Some values could not be decrypted") as caught:
        rotate_keys()
    message = str(caught.value)
    assert f"email queue, 2: The key {name_of(LOST)} is not in" in message
    assert "email queue, 1: This stored value is damaged" in message
    assert [keys_of(mail) for mail in (mails[0], mails[3])] == [{name_of(LOST)}] * 2
    assert stored(mails[1], "recipient") == "rubbish"
    assert keys_of(mails[2]) == keys_of(mails[4]) == {name_of(NEW)}


def test_restored_key_completes_rotation(settings: Settings) -> None:
    mail = make_mail()
    encrypt_with_other_key(mail, settings)
    settings.FIELD_ENCRYPTION_KEYS = [NEW, OLD]
    with pytest.raises(CommandError):
        rotate_keys()
    settings.FIELD_ENCRYPTION_KEYS = [NEW, LOST]
    rotate_keys()
    assert keys_of(mail) == {name_of(NEW)}
    assert addresses() == ["lost@example.org"]


def test_database_without_tables_is_reported_in_one_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def none(table: EncryptedTable) -> Iterator[RotationProgress]:
        raise OperationalError("no such table: mailqueue_queuedmail\nLINE 1: SELECT")

    monkeypatch.setattr(EncryptedTable, "rotate", none)
    with pytest.raises(CommandError, match="no such table") as caught:
        rotate_keys()
    assert "manage.py setup_site" in str(caught.value)
    assert "\n" not in str(caught.value)
