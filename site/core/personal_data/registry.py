"""The register of personal data: *my data* prints it, and whoever erases a person goes by it.

A section says what an app holds (``rows``) and where it lies (``fields``): every field that leads
from a model to a person, and what becomes of it when that person is erased. A test walks all
models and fails where a field that points at a person is in nobody's section.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from encryption import DecryptionError
from users.models import User

# What a row may hold: nothing that a file of JSON could not.
JsonValue = str | int | bool | date | datetime | list[str] | None
Row = dict[str, JsonValue]
UNREADABLE = "This is stored, but cannot be read at present: its key is not at hand."


class ErasurePolicy(StrEnum):
    """What becomes of rows when the person to whom they lead is erased."""

    DELETE = "delete"
    ANONYMISE = "anonymise"
    KEEP = "keep"


@dataclass(frozen=True)
class PersonalDataField:
    """*fields* of *model* ("app.Model") that lead to a person. *why*: they are kept, or how."""

    model: str
    names: tuple[str, ...]
    policy: ErasurePolicy
    reason: str = ""


@dataclass(frozen=True)
class SectionDefinition:
    """What one subject holds of a person. *rows*: a function that takes the User; lowest *order*
    first. The number of its queries must not grow with what it finds."""

    title: str
    rows: Callable[[User], Iterable[Row]]
    fields: tuple[PersonalDataField, ...] = ()
    order: int = 100


@dataclass(frozen=True)
class PersonalDataSection:
    """A section as it stands for one person."""

    title: str
    rows: list[Row]


@dataclass(frozen=True)
class Introduction:
    """The editors' words above it all."""

    heading: str
    text: str = ""


_sections: dict[str, SectionDefinition] = {}
_introductions: list[Callable[[User], Introduction]] = []


def delete_fields(model: str, *names: str, reason: str = "") -> PersonalDataField:
    """The rows go with the person."""
    return PersonalDataField(model, names, ErasurePolicy.DELETE, reason)


def anonymise_fields(model: str, *names: str, reason: str = "") -> PersonalDataField:
    """The rows stay, and lead to nobody."""
    return PersonalDataField(model, names, ErasurePolicy.ANONYMISE, reason)


def keep_fields(model: str, *names: str, reason: str) -> PersonalDataField:
    """The rows stay as they are: *why* is what we answer to whoever asks."""
    return PersonalDataField(model, names, ErasurePolicy.KEEP, reason)


def register_section(section: SectionDefinition) -> None:
    """Have *section* stand in the register. (In ``AppConfig.ready``.)"""
    _sections[section.title] = section


def register_introduction(introduction: Callable[[User], Introduction]) -> None:
    """Have *words* asked for what stands above the data of a person. (In ``AppConfig.ready``.)"""
    _introductions[:] = [introduction]


def get_sections() -> list[SectionDefinition]:
    """All that joined, in order."""
    return sorted(_sections.values(), key=lambda section: section.order)


def get_personal_data_fields() -> list[PersonalDataField]:
    """Every place in the database that leads to a person."""
    return [field for section in get_sections() for field in section.fields]


def get_personal_data(user: User) -> list[PersonalDataSection]:
    """All that is stored about *user* now, and of nobody else."""
    return [
        PersonalDataSection(section.title, list(section.rows(user))) for section in get_sections()
    ]


def get_introduction(user: User) -> Introduction:
    """What *user* reads first."""
    if not _introductions:
        return Introduction("My data")
    return _introductions[0](user)


def decrypt_or_placeholder(row: Any, name: str) -> Any:
    """The encrypted field *name* of *row*, or words in its place: one lost key hides no more."""
    try:
        return getattr(row, name)
    except DecryptionError:
        return UNREADABLE
