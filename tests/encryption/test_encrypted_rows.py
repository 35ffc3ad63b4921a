"""Encrypted rows leak no value by repr, pickling, serialisation, lookups or error reports."""

import pickle
import secrets
import sys

import pytest
from django.core import serializers
from django.core.exceptions import FieldError
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.transaction import atomic
from django.forms import modelform_factory
from django.test import RequestFactory
from django.views.debug import ExceptionReporter, technical_500_response
from pytest_django import Settings

from encryption import DamagedValueError, MissingKeyError
from mailqueue.models import QueuedMail
from tests.encryption.encrypted_rows import (
    LOST,
    Note,
    make_mail,
    make_note,
    make_table,
    name_of,
    store,
    stored,
)

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _table(db: None) -> None:
    make_table()


@pytest.fixture
def private() -> str:
    """Values that appear nowhere in this file, since error reports quote source lines."""
    return secrets.token_hex(8)


@pytest.fixture
def note(private: str) -> Note:
    make_note(text=private, facts={"private": private})
    return Note.objects.get()


@pytest.fixture
def row_with_missing_key(private: str, settings: Settings) -> Note:
    """A row whose values are encrypted with a key that the site no longer has."""
    row, here = make_note(), settings.FIELD_ENCRYPTION_KEYS
    settings.FIELD_ENCRYPTION_KEYS = [LOST]
    Note.objects.update(text=private)
    settings.FIELD_ENCRYPTION_KEYS = here
    return Note.objects.get(pk=row.pk)


# --- Representations --------------------------------------------------------------------------


def test_repr_of_loaded_row_shows_no_private_value(note: Note, private: str) -> None:
    assert note.text == private
    assert private not in f"{note} {note!r} {note.__dict__} {vars(note)!r}"
    assert str(note.__dict__["text"]) == "(encrypted)"


def test_repr_of_new_row_shows_no_private_value(private: str) -> None:
    fresh = Note(email=private, text=private, facts=[private])
    assert private not in str(fresh.__dict__)


def test_pickled_row_is_encrypted_and_can_be_restored(private: str) -> None:
    pickled = pickle.dumps(make_mail(private))
    assert private.encode() not in pickled
    assert pickle.loads(pickled).recipient == private  # noqa: S301


def test_values_returns_encrypted_values(note: Note, private: str) -> None:
    rows = [*Note.objects.values(), *Note.objects.values_list("text", "facts")]
    assert len(rows) == 2
    assert private not in str(rows)
    assert rows[0]["text"].decrypt() == private


def fail_with(note: Note) -> None:
    """Raise an error while *note* is in local variables, in every form that a view may hold it."""
    fields, rows, query = note.__dict__, list(Note.objects.values()), Note.objects.all()
    raise RuntimeError(f"went wrong with {note!r} {len(fields)} {len(rows)} {query!r}")


def reports_on(note: Note) -> list[str]:
    try:
        fail_with(note)
    except RuntimeError:
        error, request = sys.exc_info(), RequestFactory().get("/")
    reporter = ExceptionReporter(request, *error)
    page = technical_500_response(request, *error).content.decode()
    return [reporter.get_traceback_html(), reporter.get_traceback_text(), page]


def test_error_reports_show_no_private_value(note: Note, private: str, settings: Settings) -> None:
    settings.DEBUG = True
    for report in reports_on(note):
        assert "went wrong with" in report
        assert private not in report
        assert "ada@example.org" not in report


def test_encrypted_fields_are_not_serialised(note: Note, subtests: pytest.Subtests) -> None:
    for form in ("json", "python", "xml", "jsonl"):
        with subtests.test(form=form):
            with pytest.raises(TypeError, match=r"cannot be serialised\. Use a backup"):
                serializers.serialize(form, [note])
            assert serializers.serialize(form, [note], fields=["title"])


def test_model_form_has_text_fields_and_no_json_field(note: Note, private: str) -> None:
    form = modelform_factory(Note, fields="__all__")(instance=note)
    assert set(form.fields) == {"email", "text", "title"}
    assert form["text"].value() == private


# --- Lookups ----------------------------------------------------------------------------------


def test_lookups_on_encrypted_fields_are_rejected(note: Note, subtests: pytest.Subtests) -> None:
    cases = [
        "",
        "__exact",
        "__iexact",
        "__contains",
        "__startswith",
        "__gt",
        "__regex",
        "__lower",
        "__len",
    ]
    for lookup in cases:
        with subtests.test(lookup=lookup):
            with pytest.raises(FieldError, match="encrypted text cannot be"):
                Note.objects.filter(**{f"text{lookup}": "x"})
            with pytest.raises(FieldError, match="encrypted text cannot be"):
                Note.objects.exclude(~Q(**{f"facts{lookup}": "x"}))


def test_other_lookups_on_encrypted_fields_are_rejected(note: Note) -> None:
    for condition in ({"text__in": ["x"]}, {"text": None}, {"text": F("title")}):
        with pytest.raises(FieldError, match="Look up its hash instead"):
            Note.objects.filter(**condition)
    with pytest.raises(FieldError):
        Note.objects.get_or_create(text="x")


def test_isnull_lookup_is_allowed(note: Note) -> None:
    empty = make_note(text=None)
    assert Note.objects.get(text__isnull=True) == empty
    assert Note.objects.get(text__isnull=False) == note
    assert Note.objects.exclude(text__isnull=True).get() == note


def test_length_of_ciphertext_can_be_queried(note: Note) -> None:
    assert Note.objects.annotate(size=Length("text")).get().size > len(note.text)


# --- Missing keys -----------------------------------------------------------------------------


def test_rows_with_missing_key_can_be_listed(row_with_missing_key: Note) -> None:
    make_note(text="readable")
    assert [str(row) for row in Note.objects.order_by("pk")] == ["a title", "a title"]
    assert row_with_missing_key.email == "ada@example.org"


def test_reading_with_missing_key_names_the_key(row_with_missing_key: Note, private: str) -> None:
    with pytest.raises(MissingKeyError) as caught:
        row_with_missing_key.text  # noqa: B018
    assert f"The key {name_of(LOST)} is not in" in str(caught.value)
    assert "FIELD_ENCRYPTION_KEYS" in str(caught.value)
    assert private not in str(caught.value)


def test_reading_deferred_field_with_missing_key_names_the_key(row_with_missing_key: Note) -> None:
    with pytest.raises(MissingKeyError):
        Note.objects.defer("text").get().text  # noqa: B018


@pytest.mark.parametrize("fields", [["title"], ["title", "text"], None])
def test_saving_row_keeps_unreadable_values(
    fields: list[str] | None, row_with_missing_key: Note, private: str, settings: Settings
) -> None:
    lying = stored(row_with_missing_key, "text")
    row_with_missing_key.title = "another"
    row_with_missing_key.save(update_fields=fields)
    assert (stored(row_with_missing_key, "text"), stored(row_with_missing_key, "title")) == (
        lying,
        "another",
    )
    settings.FIELD_ENCRYPTION_KEYS = [*settings.FIELD_ENCRYPTION_KEYS, LOST]
    assert Note.objects.get().text == private


def test_unreadable_value_can_be_overwritten(row_with_missing_key: Note) -> None:
    row_with_missing_key.text = "written anew"
    row_with_missing_key.save()
    assert Note.objects.get().text == "written anew"


def test_row_with_missing_key_can_be_deleted(row_with_missing_key: Note) -> None:
    assert Note.objects.filter(pk=row_with_missing_key.pk).delete()[0] == 1
    assert not Note.objects.exists()


def test_restored_key_decrypts_all_values(
    row_with_missing_key: Note, private: str, settings: Settings
) -> None:
    settings.FIELD_ENCRYPTION_KEYS = [*settings.FIELD_ENCRYPTION_KEYS, LOST]
    assert row_with_missing_key.text == private


def test_queue_with_unreadable_email_can_be_listed() -> None:
    mail = make_mail()
    store(mail, "recipient", "rubbish")
    assert [str(row) for row in QueuedMail.objects.without_contents()] == [mail.reference]
    assert str(QueuedMail.objects.values().get()["recipient"]) == "(encrypted)"


def test_row_whose_hash_cannot_be_computed_is_not_saved(row_with_missing_key: Note) -> None:
    store(row_with_missing_key, "email", "rubbish")
    row = Note.objects.get()
    before = stored(row, "email_hash")
    with pytest.raises(DamagedValueError), atomic():
        row.save()
    row.title = "another"
    row.save(update_fields=["title"])
    assert (stored(row, "title"), stored(row, "email_hash")) == ("another", before)
