"""The register of personal data, and the page and the file that are made from it."""

from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model

from core.personal_data import (
    Covering,
    Erasing,
    Held,
    Introduction,
    coverings,
    introduction_for,
    kept,
    registry,
)
from core.personal_data.page import printed
from membership.models import Application, Member
from tests.factories import UserFactory
from users.models import User

pytestmark = pytest.mark.django_db
DATA, FILE = "/account/data/", "/account/data/my-data.json"
PEOPLE = (User, Member, Application)


# --- Nothing is forgotten -------------------------------------------------------------------------


def leads_to_people(model: type[Model]) -> list[Field]:
    """Fields of the model's own table that point at a user, a member or an application."""
    fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return [
        field
        for field in fields
        if isinstance(field.related_model, type) and issubclass(field.related_model, PEOPLE)
    ]


def everything_that_leads_to_people() -> set[str]:
    models = apps.get_models(include_auto_created=True)
    return {
        f"{model._meta.label}.{field.name}" for model in models for field in leads_to_people(model)
    }


def everything_that_is_covered() -> set[str]:
    return {f"{covering.model}.{name}" for covering in coverings() for name in covering.fields}


def test_every_field_that_points_at_a_person_is_in_the_register() -> None:
    missing = everything_that_leads_to_people() - everything_that_is_covered()
    assert missing == set(), "join core.personal_data with a section that covers these"


def test_wagtail_and_allauth_are_looked_at_too() -> None:
    assert {
        "wagtailcore.Revision.user",
        "wagtailcore.Page.owner",
        "wagtailcore.Page.locked_by",
        "wagtailcore.PageLogEntry.user",
        "mfa.Authenticator.user",
        "users.User_groups.user",
        "membership.ConsentRecord.member",
        "membership.ApplicationLink.application",
    } <= everything_that_leads_to_people()


def test_a_field_that_nobody_covers_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    without = {
        title: it
        for title, it in registry._sections.items()
        if it.title != "Suspensions and endings"
    }
    monkeypatch.setattr(registry, "_sections", without)
    missing = everything_that_leads_to_people() - everything_that_is_covered()
    assert missing == {"membership.Suspension.member"}


def is_there(covering: Covering, name: str) -> bool:
    try:
        return bool(apps.get_model(covering.model)._meta.get_field(name))
    except (LookupError, FieldDoesNotExist):
        return False


def test_nothing_is_covered_that_does_not_exist() -> None:
    told = [(covering.model, name) for covering in coverings() for name in covering.fields]
    gone = [
        f"{covering.model}.{name}"
        for covering in coverings()
        for name in covering.fields
        if not is_there(covering, name)
    ]
    assert gone == []
    assert len(told) == len(set(told)), "covered twice"
    assert not is_there(kept("core.Nothing", "user", why="x"), "user")
    assert not is_there(kept("core.AccessLog", "nothing", why="x"), "nothing")


def test_whatever_stays_says_why() -> None:
    staying = [covering for covering in coverings() if covering.erasing == Erasing.KEPT]
    assert staying
    assert [covering.model for covering in staying if not covering.why] == []


@pytest.mark.database
def test_what_the_database_deletes_by_itself_is_told_so() -> None:
    """A row that goes with the account cannot be one of which only the name is taken away."""
    for covering in coverings():
        for name in covering.fields:
            field = apps.get_model(covering.model)._meta.get_field(name)
            on_delete = getattr(getattr(field, "remote_field", None), "on_delete", None)
            if field in leads_to_people(field.model):
                cascades = getattr(on_delete, "__name__", "") == "CASCADE"
                assert cascades == (covering.erasing == Erasing.DELETED), (covering.model, name)


# --- How it is printed ----------------------------------------------------------------------------


def test_days_and_moments_are_printed_as_people_write_them() -> None:
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
    [lines] = printed(Held("Title", [row])).rows
    assert dict(lines) == {
        "day": ["6 December 2026"],
        "moment": ["6 July 2026, 14:05"],
        "yes": ["Yes"],
        "no": ["No"],
        "number": ["0"],
        "many": ["one", "two"],
        "odd": ["half a letter \ufffd and \ufffd"],
    }


def test_without_words_of_any_app_there_is_a_heading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_introducing", [])
    assert introduction_for(UserFactory()) == Introduction("My data")
