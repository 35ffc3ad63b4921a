"""Registry of personal data, for the page "my data" and for the erasure of a person.

A section declares the data of an app (``rows``) and its ``fields``: every field that relates a
model to a person, with its erasure policy. A test fails if a field that points at a person is in
no section.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from encryption import DecryptionError
from users.models import User

# Values of a row that can be written as JSON.
JsonValue = str | int | bool | date | datetime | list[str] | None
Row = dict[str, JsonValue]
UNREADABLE = "This is stored, but cannot be read at present: its key is not at hand."


class ErasurePolicy(StrEnum):
    """What happens to rows when their person is erased."""

    DELETE = "delete"
    ANONYMISE = "anonymise"
    KEEP = "keep"


@dataclass(frozen=True)
class PersonalDataField:
    """Fields of *model* ("app.Model") that identify a person. *reason*: why they are kept."""

    model: str
    names: tuple[str, ...]
    policy: ErasurePolicy
    reason: str = ""


@dataclass(frozen=True)
class SectionDefinition:
    """A registered section. *rows* takes the User; sections with a lower *order* come first.

    The number of queries of *rows* must be constant.
    """

    title: str
    rows: Callable[[User], Iterable[Row]]
    fields: tuple[PersonalDataField, ...] = ()
    order: int = 100


@dataclass(frozen=True)
class PersonalDataSection:
    """The section of one person."""

    title: str
    rows: list[Row]


@dataclass(frozen=True)
class Introduction:
    """Heading and text above the sections, from the editors."""

    heading: str
    text: str = ""


_sections: dict[str, SectionDefinition] = {}
_introductions: list[Callable[[User], Introduction]] = []


def delete_fields(model: str, *names: str, reason: str = "") -> PersonalDataField:
    """The rows are deleted with the person."""
    return PersonalDataField(model, names, ErasurePolicy.DELETE, reason)


def anonymise_fields(model: str, *names: str, reason: str = "") -> PersonalDataField:
    """The rows stay, without the relation to the person."""
    return PersonalDataField(model, names, ErasurePolicy.ANONYMISE, reason)


def keep_fields(model: str, *names: str, reason: str) -> PersonalDataField:
    """The rows stay as they are, for *reason*."""
    return PersonalDataField(model, names, ErasurePolicy.KEEP, reason)


def register_section(section: SectionDefinition) -> None:
    """Register *section*. (In ``AppConfig.ready``.)"""
    _sections[section.title] = section


def register_introduction(introduction: Callable[[User], Introduction]) -> None:
    """Register the function that returns the introduction. (In ``AppConfig.ready``.)"""
    _introductions[:] = [introduction]


def get_sections() -> list[SectionDefinition]:
    """All registered sections, in order."""
    return sorted(_sections.values(), key=lambda section: section.order)


def get_personal_data_fields() -> list[PersonalDataField]:
    """All registered fields."""
    return [field for section in get_sections() for field in section.fields]


def get_personal_data(user: User) -> list[PersonalDataSection]:
    """All sections with the data of *user*."""
    return [
        PersonalDataSection(section.title, list(section.rows(user))) for section in get_sections()
    ]


def get_introduction(user: User) -> Introduction:
    """The introduction for *user*."""
    if not _introductions:
        return Introduction("My data")
    return _introductions[0](user)


def decrypt_or_placeholder(row: Any, name: str) -> Any:
    """The encrypted field *name* of *row*, or a placeholder if it cannot be decrypted."""
    try:
        return getattr(row, name)
    except DecryptionError:
        return UNREADABLE
