"""The register of personal data: *my data* prints it, and whoever erases a person goes by it.

A section says what an app holds (``rows``) and where it lies (``covers``): every field that leads
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
Plain = str | int | bool | date | datetime | list[str] | None
Row = dict[str, Plain]
CLOSED = "This is stored, but cannot be read at present: its key is not at hand."


class Erasing(StrEnum):
    """What becomes of rows when the person to whom they lead is erased."""

    DELETED = "deleted with"
    UNNAMED = "name removed"
    KEPT = "kept"


@dataclass(frozen=True)
class Covering:
    """*fields* of *model* ("app.Model") that lead to a person. *why*: they are kept, or how."""

    model: str
    fields: tuple[str, ...]
    erasing: Erasing
    why: str = ""


@dataclass(frozen=True)
class Section:
    """What one subject holds of a person. *rows*: a function that takes the User; lowest *order*
    first. The number of its queries must not grow with what it finds."""

    title: str
    rows: Callable[[User], Iterable[Row]]
    covers: tuple[Covering, ...] = ()
    order: int = 100


@dataclass(frozen=True)
class Held:
    """A section as it stands for one person."""

    title: str
    rows: list[Row]


@dataclass(frozen=True)
class Introduction:
    """The editors' words above it all."""

    heading: str
    text: str = ""


_sections: dict[str, Section] = {}
_introducing: list[Callable[[User], Introduction]] = []


def deleted(model: str, *fields: str, why: str = "") -> Covering:
    """The rows go with the person."""
    return Covering(model, fields, Erasing.DELETED, why)


def unnamed(model: str, *fields: str, why: str = "") -> Covering:
    """The rows stay, and lead to nobody."""
    return Covering(model, fields, Erasing.UNNAMED, why)


def kept(model: str, *fields: str, why: str) -> Covering:
    """The rows stay as they are: *why* is what we answer to whoever asks."""
    return Covering(model, fields, Erasing.KEPT, why)


def join(section: Section) -> None:
    """Have *section* stand in the register. (In ``AppConfig.ready``.)"""
    _sections[section.title] = section


def introduce(words: Callable[[User], Introduction]) -> None:
    """Have *words* asked for what stands above the data of a person. (In ``AppConfig.ready``.)"""
    _introducing[:] = [words]


def sections() -> list[Section]:
    """All that joined, in order."""
    return sorted(_sections.values(), key=lambda section: section.order)


def coverings() -> list[Covering]:
    """Every place in the database that leads to a person."""
    return [covering for section in sections() for covering in section.covers]


def held_about(user: User) -> list[Held]:
    """All that is stored about *user* now, and of nobody else."""
    return [Held(section.title, list(section.rows(user))) for section in sections()]


def introduction_for(user: User) -> Introduction:
    """What *user* reads first."""
    if not _introducing:
        return Introduction("My data")
    return _introducing[0](user)


def readable(row: Any, name: str) -> Any:
    """The encrypted field *name* of *row*, or words in its place: one lost key hides no more."""
    try:
        return getattr(row, name)
    except DecryptionError:
        return CLOSED
