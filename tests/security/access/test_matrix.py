"""Every role has exactly the access listed in matrix.txt."""

import os
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest

from core.navigation.chrome_data import build_site_chrome
from tests.security.access.matrix import (
    CELL_SIGNS,
    ROLES,
    Visitor,
    accepts_post,
    find_differences,
    get_all_patterns,
    get_column,
    get_urls_by_pattern,
    read_table,
    write_column,
)
from tests.security.disclosure.fixtures_site import FixtureSite

INSTRUCTIONS = (
    "run WRITE_ACCESS_MATRIX=1 pytest tests/security/access/test_matrix.py, and review each new "
    "cell"
)


def _parametrize_role(role: str) -> Any:
    marks = [pytest.mark.slow, pytest.mark.django_db]
    # Permissions are the same on every database, so only anonymous users are tested on each.
    return pytest.param(role, marks=marks + [pytest.mark.database] * (role == "anonymous"))


@pytest.fixture(scope="module")
def urls(fixture_site: FixtureSite) -> Iterator[dict[str, list[str]]]:
    """URLs by pattern, the same for all roles."""
    found = get_urls_by_pattern(fixture_site)
    # Saves time: it is built for each response, and does not affect access.
    with patch("core.navigation.chrome.build_site_chrome", return_value=build_site_chrome(None)):
        yield found


@pytest.mark.parametrize("role", [_parametrize_role(role) for role in ROLES])
def test_matrix_matches_responses_for_role(
    fixture_site: FixtureSite, urls: dict[str, list[str]], role: str
) -> None:
    visitor = Visitor(role, fixture_site.roles[role].browser())
    found = get_column(visitor, urls)
    if os.environ.get("WRITE_ACCESS_MATRIX"):
        write_column(role, found)
    expected = {pattern: cells[role] for pattern, cells in read_table().items()}
    assert list(find_differences(found, expected)) == [], (
        f"{role}: responses differ from matrix.txt"
    )
    assert visitor.errors == []


def test_matrix_has_a_row_for_every_pattern() -> None:
    missing = [pattern for pattern in get_all_patterns() if pattern not in read_table()]
    assert missing == [], f"matrix.txt has no row for these patterns: {INSTRUCTIONS}"


def test_matrix_has_no_row_for_removed_patterns() -> None:
    removed = read_table().keys() - set(get_all_patterns())
    assert removed == set(), f"matrix.txt has rows for removed patterns: {INSTRUCTIONS}"


def test_matrix_cells_have_two_known_signs() -> None:
    invalid = {
        (pattern, role, signs)
        for pattern, cells in read_table().items()
        for role, signs in cells.items()
        if len(signs) != 2 or not set(signs) <= set(CELL_SIGNS)
    }
    assert invalid == set()


def test_post_is_refused_where_no_view_accepts_it() -> None:
    """The response is 405, or the same refusal as for GET, so one role suffices to test POST."""
    invalid = {
        (pattern, role, signs)
        for pattern, cells in read_table().items()
        for role, signs in cells.items()
        if not accepts_post(cells) and signs[1] not in "msx-"
    }
    assert invalid == set()


# Static files of Wagtail, and the logout view.
OPEN_TO_ANONYMOUS = {"admin/jsi18n/", "admin/logout/", "admin/sprite/"}


def test_anonymous_users_and_members_cannot_open_admin() -> None:
    rows = {p: cells for p, cells in read_table().items() if p.lstrip("^").startswith("admin/")}
    for role, known in (("anonymous", OPEN_TO_ANONYMOUS), ("member", set()), ("suspended", set())):
        opened = {pattern for pattern, cells in rows.items() if set(cells[role]) & set("ob")}
        assert opened == known | {"admin/logout/"}, role
