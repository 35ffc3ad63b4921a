"""The registry of personal data and its presentation."""

from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model
from wagtail import hooks

from membership.models import Application, Member
from privacy import registry
from privacy.presentation import build_display_section
from privacy.registry import (
    ErasurePolicy,
    Introduction,
    PersonalDataField,
    PersonalDataSection,
    get_introduction,
    get_personal_data_fields,
    keep_fields,
)
from tests.factories import UserFactory
from users.models import User

pytestmark = pytest.mark.django_db
DATA, FILE = "/account/data/", "/account/data/my-data.json"
PEOPLE = (User, Member, Application)


# --- Completeness ---------------------------------------------------------------------------------


def get_person_fields(model: type[Model]) -> list[Field]:
    """Fields of the model's own table that refer to a user, a member or an application."""
    fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return [
        field
        for field in fields
        if isinstance(field.related_model, type) and issubclass(field.related_model, PEOPLE)
    ]


def get_all_person_fields() -> set[str]:
    models = apps.get_models(include_auto_created=True)
    return {
        f"{model._meta.label}.{field.name}"
        for model in models
        for field in get_person_fields(model)
    }


def get_registered_fields() -> set[str]:
    return {
        f"{declared.model}.{name}"
        for declared in get_personal_data_fields()
        for name in declared.names
    }


def test_every_relation_to_a_person_is_registered() -> None:
    missing = get_all_person_fields() - get_registered_fields()
    assert missing == set(), (
        "Register a section of personal data (privacy.registry) that covers these fields"
    )


def test_wagtail_and_allauth_relations_are_found() -> None:
    assert {
        "wagtailcore.Revision.user",
        "wagtailcore.Page.owner",
        "wagtailcore.Page.locked_by",
        "wagtailcore.PageLogEntry.user",
        "mfa.Authenticator.user",
        "users.User_groups.user",
        "membership.ConsentRecord.member",
        "membership.ApplicationToken.application",
    } <= get_all_person_fields()


def test_unregistered_field_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    without = [
        section
        for section in registry.get_sections()
        if section.title != "Suspensions and ended memberships"
    ]
    monkeypatch.setattr(registry, "get_sections", lambda: without)
    missing = get_all_person_fields() - get_registered_fields()
    assert missing == {"membership.Suspension.member"}


def field_exists(declared: PersonalDataField, name: str) -> bool:
    try:
        return bool(apps.get_model(declared.model)._meta.get_field(name))
    except (LookupError, FieldDoesNotExist):
        return False


def test_registered_fields_exist_and_are_unique() -> None:
    names = [
        (declared.model, name) for declared in get_personal_data_fields() for name in declared.names
    ]
    missing = [
        f"{declared.model}.{name}"
        for declared in get_personal_data_fields()
        for name in declared.names
        if not field_exists(declared, name)
    ]
    assert missing == []
    assert len(names) == len(set(names)), "more than one section covers these"
    assert not field_exists(keep_fields("core.Nothing", "user", reason="x"), "user")
    assert not field_exists(keep_fields("privacy.AccessLog", "nothing", reason="x"), "nothing")


def test_retained_fields_have_a_reason() -> None:
    staying = [
        declared for declared in get_personal_data_fields() if declared.policy == ErasurePolicy.KEEP
    ]
    assert staying
    assert [declared.model for declared in staying if not declared.reason] == []


@pytest.mark.database
def test_cascading_fields_are_registered_as_deleted() -> None:
    """A row that is deleted by cascade cannot be anonymised."""
    for declared in get_personal_data_fields():
        for name in declared.names:
            field = apps.get_model(declared.model)._meta.get_field(name)
            on_delete = getattr(getattr(field, "remote_field", None), "on_delete", None)
            if field in get_person_fields(field.model):
                cascades = getattr(on_delete, "__name__", "") == "CASCADE"
                assert cascades == (declared.policy == ErasurePolicy.DELETE), (declared.model, name)


# --- Presentation ---------------------------------------------------------------------------------


def test_display_section_formats_values() -> None:
    row = {
        "day": date(2026, 12, 6),
        "moment": datetime(2026, 7, 6, 13, 5, tzinfo=UTC),
        "yes": True,
        "no": False,
        "none": None,
        "number": 0,
        "nothing": [],
        "many": ["one", "two"],
        "odd": "half a letter \ud83d and \0",
    }
    [lines] = build_display_section(PersonalDataSection("Title", [row])).rows
    assert dict(lines) == {
        "day": ["6 December 2026"],
        "moment": ["6 July 2026, 2.05pm"],
        "yes": ["Yes"],
        "no": ["No"],
        "number": ["0"],
        "many": ["one", "two"],
        "odd": ["half a letter \ufffd and \ufffd"],
    }


def test_introduction_has_default_heading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hooks, "get_hooks", {registry.INTRODUCTION_HOOK: []}.__getitem__)
    assert get_introduction(UserFactory()) == Introduction("Your data")
