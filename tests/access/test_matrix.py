"""Who may open what is written down in matrix.txt, and nothing else is open."""

import os
from typing import Any

import pytest

from tests.access.matrix import (
    FAULT,
    ROLES,
    SIGNS,
    TRIPPING,
    Visitor,
    all_patterns,
    column_of,
    differences,
    plant_addresses,
    read_table,
    write_column,
)
from tests.disclosure.world import World

WHAT_TO_DO = "run WRITE_ACCESS_MATRIX=1 pytest tests/access/test_matrix.py, and judge each new cell"


def _marked(role: str) -> Any:
    marks = [pytest.mark.slow, pytest.mark.django_db]
    # What strangers may is asked on every database; a role's rights are the same on each.
    return pytest.param(role, marks=marks + [pytest.mark.database] * (role == "stranger"))


@pytest.fixture(scope="module")
def planted(module_db: None) -> tuple[World, dict[str, list[str]]]:
    """Once for all roles: each request is undone."""
    return plant_addresses()


@pytest.mark.parametrize("role", [_marked(role) for role in ROLES])
def test_each_role_opens_what_the_table_says(
    planted: tuple[World, dict[str, list[str]]], role: str
) -> None:
    world, addresses = planted
    visitor = Visitor(world.viewers[role].browser())
    found = column_of(visitor, addresses)
    if os.environ.get("WRITE_ACCESS_MATRIX"):
        write_column(role, found)
    expected = {pattern: cells[role] for pattern, cells in read_table().items()}
    assert list(differences(found, expected)) == [], f"{role}: the table says otherwise"
    assert visitor.faults == []


def test_every_pattern_has_a_row() -> None:
    missing = [pattern for pattern in all_patterns() if pattern not in read_table()]
    assert missing == [], f"nobody has said who may open these: {WHAT_TO_DO}"


def test_no_row_stands_for_a_pattern_that_is_gone() -> None:
    gone = read_table().keys() - set(all_patterns())
    assert gone == set(), f"these are patterns no more: {WHAT_TO_DO}"


def test_every_cell_is_two_known_signs() -> None:
    odd = {
        (pattern, role, signs)
        for pattern, cells in read_table().items()
        for role, signs in cells.items()
        if len(signs) != 2 or signs[0] not in SIGNS or signs[1] not in SIGNS + FAULT
    }
    assert odd == set()


def test_no_empty_form_is_an_error_but_where_it_is_known() -> None:
    failing = {p for p, cells in read_table().items() if FAULT in "".join(cells.values())}
    assert failing == TRIPPING


# Files that are the same on every Wagtail site, the way out, and what is nothing for anybody.
OPEN_TO_STRANGERS = {"admin/jsi18n/", "admin/logout/", "admin/sprite/"}


def test_strangers_and_members_open_nothing_of_the_admin() -> None:
    rows = {p: cells for p, cells in read_table().items() if p.lstrip("^").startswith("admin/")}
    for role, known in (("stranger", OPEN_TO_STRANGERS), ("member", set()), ("suspended", set())):
        opened = {pattern for pattern, cells in rows.items() if set(cells[role]) & set("ob!")}
        assert opened == known | {"admin/logout/"}, role
