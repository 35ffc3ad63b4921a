"""Encrypted fields: the database contains no plain text, and every value round-trips."""

from typing import Any

import pytest
from django.core.exceptions import FieldError
from django.db import connection
from django.db.models import CharField, F, Value
from django.db.models.functions import Concat, Upper
from django.db.transaction import atomic
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from encryption import DamagedValueError
from tests.encryption.encrypted_rows import (
    NEW,
    OLD,
    Note,
    hashes,
    make_mail,
    make_note,
    make_table,
    name_of,
    store,
    stored,
)

pytestmark = [pytest.mark.database, pytest.mark.django_db]
PRIVATE = "I have not slept for a week"


@pytest.fixture(autouse=True)
def _table(db: None) -> None:
    make_table()


def read(row: Note) -> Note:
    """The row, as read by the next request."""
    return Note.objects.get(pk=row.pk)


def test_text_field_round_trips_any_text(subtests: pytest.Subtests) -> None:
    for text in ("", "\0", "\ud83d half a letter", " spaces ", "ż\r\n🕊", "long " * 200_000):
        with subtests.test(text=text):
            assert read(make_note(text=text)).text == text


def test_database_holds_no_plain_text() -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        note = make_note(text=PRIVATE, facts={"sleep": PRIVATE})
        Note.objects.filter(pk=note.pk).update(text=PRIVATE, facts=[PRIVATE])
        note.save()
    for column in ("email", "email_hash", "text", "facts"):
        assert "slept" not in stored(note, column)
        assert "ada@" not in stored(note, column)
    assert "slept" not in str(queries.captured_queries)
    assert "ada@" not in str(queries.captured_queries)


def test_equal_values_have_different_ciphertext() -> None:
    one, other = make_note(text=PRIVATE), make_note(text=PRIVATE)
    assert stored(one, "text") != stored(other, "text")


def test_values_are_encrypted_with_newest_key(settings: Settings) -> None:
    settings.FIELD_ENCRYPTION_KEYS = [NEW, OLD]
    assert stored(make_note(), "email").startswith(f"k1:{name_of(NEW)}:")


def test_values_do_not_depend_on_secret_key(settings: Settings) -> None:
    note = make_note(text=PRIVATE)
    settings.SECRET_KEY = "another one, since somebody has seen the first"
    assert read(note).text == PRIVATE
    assert Note.objects.get(email_hash__in=hashes("ada@example.org")) == note


def test_none_is_stored_as_null() -> None:
    note = make_note(text=None, facts=None)
    assert stored(note, "text") is stored(note, "facts") is None
    assert read(note).text is read(note).facts is None


def test_json_field_round_trips_any_json(subtests: pytest.Subtests) -> None:
    for value in ([], {}, "", 0, False, {"a": [1, None, "\ud83d ż"]}):
        with subtests.test(value=value):
            found = read(make_note(facts=value)).facts
            assert (type(found), found) == (type(value), value)


def test_json_field_rejects_other_values() -> None:
    with pytest.raises(TypeError):
        Note(email="ada@example.org", facts={1, 2})


def test_json_value_read_is_a_copy() -> None:
    note = read(make_note(facts=["tea"]))
    note.facts.append("cake")
    note.save()
    assert note.facts == read(note).facts == ["tea"]


def test_json_value_written_is_a_copy() -> None:
    known = ["tea"]
    note = Note(email="ada@example.org", facts=known)
    known.append("cake")
    note.save()
    assert read(note).facts == ["tea"]


def test_unsaved_value_can_be_read() -> None:
    note = read(make_note(text="before"))
    note.text = "after"
    assert (note.text, read(note).text) == ("after", "before")
    note.save(update_fields=["text"])
    assert read(note).text == "after"


def test_deferred_field_is_fetched_on_access(
    django_assert_num_queries: Any,
) -> None:
    make_note(text=PRIVATE)
    note = Note.objects.defer("text").get()
    with django_assert_num_queries(1):
        assert note.text == PRIVATE
        assert note.text == PRIVATE


def test_saving_deferred_field_keeps_its_value() -> None:
    make_note(text=PRIVATE)
    note = Note.objects.only("title").get()
    note.title = "another"
    note.save()
    assert (read(note).title, read(note).text) == ("another", PRIVATE)


def test_refresh_from_db_reads_new_value() -> None:
    note = make_note(text="before")
    Note.objects.update(text="after")
    note.refresh_from_db()
    assert note.text == "after"


def test_bulk_create_and_bulk_update_encrypt() -> None:
    notes = Note.objects.bulk_create(Note(email=f"{n}@example.org", text="a") for n in range(3))
    for note in notes:
        note.text, note.facts = f"mine is {note.email}", {"my": note.email}
    Note.objects.bulk_update(notes, ["text", "facts"])
    for note in notes:
        assert "mine" not in stored(note, "text")
        assert read(note).text == f"mine is {note.email}"
        assert read(note).facts == {"my": note.email}


def test_queryset_update_encrypts() -> None:
    note = make_note()
    assert Note.objects.update(text=PRIVATE, facts=[PRIVATE]) == 1
    assert (read(note).text, read(note).facts) == (PRIVATE, [PRIVATE])
    Note.objects.update(text=None)
    assert read(note).text is None


def test_encrypted_column_can_be_copied_by_f_expression() -> None:
    note = make_note()
    Note.objects.update(text=F("email"))
    assert read(note).text == "ada@example.org"
    assert stored(note, "text") == stored(note, "email")


def test_unencrypted_expressions_are_rejected_on_update(subtests: pytest.Subtests) -> None:
    cases = [
        Value(PRIVATE),
        F("title"),
        Upper("title"),
        Concat("title", Value(PRIVATE), output_field=CharField()),
    ]
    for made in cases:
        with subtests.test(made=made):
            note = make_note(text="before")
            with pytest.raises(FieldError, match="the database cannot encrypt"), atomic():
                Note.objects.update(text=made)
            note.text = made
            with pytest.raises(FieldError, match="the database cannot encrypt"), atomic():
                note.save()
            assert read(note).text == "before"


def test_unencrypted_expressions_are_rejected_on_create() -> None:
    with pytest.raises(FieldError, match="the database cannot encrypt"), atomic():
        make_note(text=Value(PRIVATE))
    assert not Note.objects.exists()


def test_row_can_be_copied() -> None:
    note = read(make_note(text=PRIVATE))
    note.pk = None
    note._state.adding = True
    note.save()
    assert [known.text for known in Note.objects.all()] == [PRIVATE, PRIVATE]


def test_damaged_value_raises_damaged_value_error() -> None:
    note = make_note(text=PRIVATE)
    store(note, "text", stored(note, "text")[:-8])
    with pytest.raises(DamagedValueError, match="A backup may contain an undamaged copy"):
        read(note).text  # noqa: B018


def test_plain_text_in_database_raises_damaged_value_error() -> None:
    note = make_note()
    store(note, "text", PRIVATE)
    with pytest.raises(DamagedValueError):
        read(note).text  # noqa: B018


def test_queued_emails_are_encrypted() -> None:
    mail = make_mail("ada@example.org")
    assert "ada@" not in stored(mail, "recipient")
    assert "Hello" not in stored(mail, "message")


# --- Hashes -----------------------------------------------------------------------------------


def test_hash_lookup_ignores_case_and_spaces(subtests: pytest.Subtests) -> None:
    note = make_note(" Ada@example.org ")
    make_note("eva@example.org")
    for typed in ("ada@example.org", "ADA@Example.org", "  ada@example.org\n"):
        with subtests.test(typed=typed):
            assert Note.objects.get(email_hash__in=hashes(typed)) == note
            assert read(note).email == " Ada@example.org "


def test_hash_lookup_finds_no_other_row() -> None:
    make_note("ada@example.org")
    assert not Note.objects.filter(email_hash__in=hashes("ada@example.com")).exists()


def test_hash_lookup_finds_rows_of_old_keys(settings: Settings) -> None:
    settings.FIELD_ENCRYPTION_KEYS = [OLD]
    old = make_note()
    settings.FIELD_ENCRYPTION_KEYS = [NEW, OLD]
    new = make_note()
    assert set(Note.objects.filter(email_hash__in=hashes("ada@example.org"))) == {old, new}


def test_hash_is_updated_with_its_source() -> None:
    note = make_note("ada@example.org")
    note.email = "eva@example.org"
    note.save(update_fields=["email", "email_hash"])
    assert Note.objects.get(email_hash__in=hashes("eva@example.org")) == note
    assert not Note.objects.filter(email_hash__in=hashes("ada@example.org")).exists()


def test_bulk_create_sets_hashes() -> None:
    Note.objects.bulk_create([Note(email="ada@example.org")])
    assert Note.objects.filter(email_hash__in=hashes("ada@example.org")).count() == 1


def test_hash_fits_its_column_and_deconstructs() -> None:
    field = Note._meta.get_field("email_hash")
    *_, kwargs = field.deconstruct()
    assert kwargs == {"of": "email"}
    assert all(len(mark) <= field.max_length for mark in hashes("ada@example.org"))
