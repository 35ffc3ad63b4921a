"""`flush` empties all tables, including Wagtail's groups and page tree.

It runs on a database of its own: content types get other primary keys, which caches of this process
would not know.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.database import copy_sqlite_template
from tests.live_site import manage

PERMISSIONS = """
    SELECT auth_group.name, auth_permission.codename FROM auth_group
    LEFT JOIN auth_group_permissions ON auth_group_permissions.group_id = auth_group.id
    LEFT JOIN auth_permission ON auth_permission.id = auth_group_permissions.permission_id
"""


def get_permissions(file: Path) -> set[tuple[str, str | None]]:
    """The groups in *file*, each with its permissions."""
    with closing(sqlite3.connect(file)) as connection:
        return set(connection.execute(PERMISSIONS).fetchall())


def test_flush_restores_the_groups(tmp_path: Path) -> None:
    file = tmp_path / "site.sqlite3"
    copy_sqlite_template(file)
    before = get_permissions(file)
    assert ("Editors", "access_admin") in before
    result = manage("flush", "--no-input", data_dir=tmp_path)
    assert result.returncode == 0, result.stderr
    assert get_permissions(file) == before
