"""Every field of every model is classified in field_privacy.py."""

from typing import Any

from django.apps import apps
from django.db.models import EmailField, ForeignKey
from wagtail.models import Page

from core.models import BasePage
from encryption import EncryptedJSONField, EncryptedTextField
from tests.security.disclosure.expected_visibility import ROLES_BY_CANARY
from tests.security.disclosure.field_privacy import LIBRARY_MODELS, PROJECT_MODELS, TEXT_SETTINGS
from users.models import User

APPS = (
    *("scheduler", "mailqueue", "privacy", "users", "core"),
    *("membership", "events", "news", "resources", "home", "search"),
)
OF_EVERY_PAGE = {field.name for field in Page._meta.get_fields()} | {
    "page_ptr",
    *(field.name for field in BasePage._meta.local_fields),
}


def models(ours: bool) -> dict[str, Any]:
    return {
        model._meta.label: model
        for model in apps.get_models()
        if (model._meta.app_label in APPS) is ours
    }


def fields_of(model: Any) -> dict[str, Any]:
    fields = (field for field in model._meta.get_fields() if getattr(field, "concrete", False))
    common = OF_EVERY_PAGE if issubclass(model, Page) else set()
    return {field.name: field for field in fields if field.name not in common}


def test_field_privacy_lists_every_model() -> None:
    assert set(models(ours=True)) == PROJECT_MODELS.keys() | TEXT_SETTINGS
    unlisted = set(models(ours=False)) - LIBRARY_MODELS.keys()
    # The search index has different models on PostgreSQL and SQLite.
    assert unlisted == set(), "Classify these models in tests/security/disclosure/field_privacy.py"


def test_field_privacy_lists_every_field_once() -> None:
    for label, privacy in PROJECT_MODELS.items():
        known = models(ours=True)[label]
        assert set(fields_of(known)) == privacy.all, (
            f"{label}: update tests/security/disclosure/field_privacy.py"
        )
        names = f"{privacy.public} {privacy.canary} {privacy.private} {privacy.internal}".split()
        assert len(names) == len(set(names)), label


def test_canary_fields_have_a_row_in_the_table() -> None:
    for label, privacy in PROJECT_MODELS.items():
        for name in privacy.canary.split():
            row = f"{label.split('.')[1]}.{name}"
            assert [known for known in ROLES_BY_CANARY if known.startswith(row)], (
                f"ROLES_BY_CANARY has no row for {row}"
            )


def test_library_models_name_existing_canaries() -> None:
    rows = [
        row
        for rows_or_reason in LIBRARY_MODELS.values()
        if isinstance(rows_or_reason, set)
        for row in rows_or_reason
    ]
    assert rows
    assert set(rows) <= ROLES_BY_CANARY.keys()


def test_private_field_types_are_not_listed_as_public() -> None:
    for label, privacy in PROJECT_MODELS.items():
        for name, field in fields_of(models(ours=True)[label]).items():
            if seems_private(field):
                assert name in f"{privacy.canary} {privacy.private}".split(), f"{label}.{name}"


def seems_private(field: Any) -> bool:
    """Whether *field* is encrypted, an email address, or refers to a user."""
    if isinstance(field, EncryptedTextField | EncryptedJSONField):
        return True
    leads_to_people = isinstance(field, ForeignKey) and field.related_model is User
    # The organisation's own address is public.
    return leads_to_people or (isinstance(field, EmailField) and field.name != "contact_email")


def test_seems_private_detects_encrypted_email_and_user_fields() -> None:
    found = {
        f"{label}.{name}"
        for label, model in models(ours=True).items()
        for name, field in fields_of(model).items()
        if seems_private(field)
    }
    assert {"membership.Application.answers", "users.User.email", "privacy.AccessLog.user"} <= found
