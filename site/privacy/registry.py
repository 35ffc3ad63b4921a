"""Registry of personal data, for the page "your data" and for the erasure of a person.

Apps return their sections from functions of the hook ``register_personal_data``, and one app
returns the introduction from ``register_personal_data_introduction``.

A section provides data of an app (``rows``) and declares its ``fields``: every model field that
identifies a person, with its erasure policy. A test fails if a field that refers to a person is in
no section.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from wagtail import hooks

from encryption import DecryptionError
from users.models import User

# Types of values of a row, all of which can be serialised as JSON.
JsonValue = str | int | bool | date | datetime | list[str] | None
Row = dict[str, JsonValue]
UNREADABLE = (
    "We hold this, but cannot show it at the moment because its encryption key is missing. "
    "Contact us if you need it."
)


class ErasurePolicy(StrEnum):
    """What happens to database rows when the data of their person is erased."""

    DELETE = "delete"
    ANONYMISE = "anonymise"
    KEEP = "keep"


@dataclass(frozen=True)
class PersonalDataField:
    """Fields of *model* ("app.Model") that identify a person. *reason* explains the policy."""

    model: str
    names: tuple[str, ...]
    policy: ErasurePolicy
    reason: str = ""


@dataclass(frozen=True)
class SectionDefinition:
    """A registered section. *rows* is called with the User; a lower *order* comes first.

    The number of database queries of *rows* must not depend on the amount of data.
    """

    title: str
    rows: Callable[[User], Iterable[Row]]
    fields: tuple[PersonalDataField, ...] = ()
    order: int = 100


@dataclass(frozen=True)
class PersonalDataSection:
    """A section with the data of one person."""

    title: str
    rows: list[Row]


@dataclass(frozen=True)
class Introduction:
    """Heading and text above the sections, which editors can change."""

    heading: str
    text: str = ""


SECTIONS_HOOK = "register_personal_data"
INTRODUCTION_HOOK = "register_personal_data_introduction"


def delete_fields(model: str, *names: str, reason: str = "") -> PersonalDataField:
    """Policy: rows are deleted when their person is erased."""
    return PersonalDataField(model, names, ErasurePolicy.DELETE, reason)


def anonymise_fields(model: str, *names: str, reason: str = "") -> PersonalDataField:
    """Policy: rows are kept without the relation to the person."""
    return PersonalDataField(model, names, ErasurePolicy.ANONYMISE, reason)


def keep_fields(model: str, *names: str, reason: str) -> PersonalDataField:
    """Policy: rows are kept unchanged, for *reason*."""
    return PersonalDataField(model, names, ErasurePolicy.KEEP, reason)


def get_sections() -> list[SectionDefinition]:
    """All registered sections, by ``order``."""
    sections = (section for register in hooks.get_hooks(SECTIONS_HOOK) for section in register())
    return sorted(sections, key=lambda section: section.order)


def get_personal_data_fields() -> list[PersonalDataField]:
    """All registered fields."""
    return [field for section in get_sections() for field in section.fields]


def get_personal_data(user: User) -> list[PersonalDataSection]:
    """All sections with the data of *user*."""
    return [
        PersonalDataSection(section.title, list(section.rows(user))) for section in get_sections()
    ]


def get_introduction(user: User) -> Introduction:
    """The registered introduction for *user*, or a default heading."""
    registered = (introduce(user) for introduce in hooks.get_hooks(INTRODUCTION_HOOK))
    return next(registered, Introduction("Your data"))


def decrypt_or_placeholder(row: Any, name: str) -> Any:
    """The encrypted field *name* of *row*, or a placeholder if it cannot be decrypted."""
    try:
        return getattr(row, name)
    except DecryptionError:
        return UNREADABLE
