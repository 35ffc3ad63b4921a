"""The test database: migrated once for a set of migrations, then copied to each process.

Running all migrations takes longer than most test files. The first process that needs the database
builds a template, and every process gets a copy of it. pytest-django then runs `migrate` on the
copy. It finds nothing to apply and sends `post_migrate`, whose receivers create what is missing.
Groups are created once, so the template's key covers the migrations and the module of the groups.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django
import wagtail
from django.apps import apps
from django.db import ConnectionHandler, connection

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".cache" / "test-database"
IMPORTS = re.compile(r"^\s*(?:from|import) (\w+(?:\.\w+)*)", re.MULTILINE)


def compute_key(sources: set[Path]) -> str:
    """A name that changes with the content of *sources* and with the versions that run them."""
    versions = (sys.version, django.VERSION, wagtail.VERSION)
    digest = hashlib.sha256(repr(versions).encode())
    for path in sorted(sources):
        digest.update("/".join(path.parts[-3:]).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def find_sources() -> set[Path]:
    """Migrations of all apps, and the modules and packages of this project that ours import."""
    folders = [Path(app.path, "migrations") for app in apps.get_app_configs()]
    migrations = {path for folder in folders for path in folder.glob("*.py")}
    own = {path for path in migrations if _is_ours(path)}
    imported = {name for path in own for name in IMPORTS.findall(path.read_text())}
    specs = filter(None, map(importlib.util.find_spec, imported))
    origins = {Path(spec.origin) for spec in specs if spec.origin}
    modules = {path for path in origins if _is_ours(path)}
    packages = {path.parent for path in modules if path.name == "__init__.py"}
    groups = {ROOT / "home" / "groups.py"}
    return migrations | groups | modules | {path for it in packages for path in it.glob("*.py")}


def _is_ours(path: Path) -> bool:
    return path.is_relative_to(ROOT) and not path.is_relative_to(ROOT / ".venv")


def copy_template(folder: Path) -> None:
    """Copy the migrated database to the name that Django uses for its test database.

    SQLite's file is in *folder*, which only this process uses.
    """
    test = connection.settings_dict["TEST"]
    if connection.vendor == "sqlite":
        test["NAME"] = str(folder / "test.sqlite3")
        copy_sqlite_template(Path(test["NAME"]))
    else:
        test["NAME"] = test["NAME"] or f"test_{connection.settings_dict['NAME']}"
        _copy_postgresql_template(test["NAME"])


def drop_copy() -> None:
    """Drop the copy; pytest deletes SQLite's file with its folder."""
    connection.close()
    if connection.vendor != "sqlite":
        with _postgresql_server() as cursor:
            cursor.execute(f'DROP DATABASE "{connection.settings_dict["TEST"]["NAME"]}"')


def copy_sqlite_template(copy: Path) -> None:
    """Copy the migrated database.

    A lock makes one process build it, and the others wait until it is complete.
    """
    CACHE.mkdir(parents=True, exist_ok=True)
    template, building = (
        CACHE / f"{compute_key(find_sources())}.sqlite3",
        CACHE / "building.sqlite3",
    )
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not template.exists():
            for old in CACHE.glob("*.sqlite3*"):
                old.unlink()
            _build_template(str(building))
            building.rename(template)
        shutil.copyfile(template, copy)


def _copy_postgresql_template(copy: str) -> None:
    """As for SQLite; the lock covers all checkouts that use this server."""
    prefix = "test_template_in2gr8"
    template, building = f"{prefix}_{compute_key(find_sources())}", f"{prefix}_building"
    with _postgresql_server() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [prefix])
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{prefix}%"])
        existing = [name for (name,) in cursor.fetchall()]
        if template not in existing:
            for old in existing:
                cursor.execute(f'DROP DATABASE "{old}"')
            _build_template(building)
            cursor.execute(f'ALTER DATABASE "{building}" RENAME TO "{template}"')
        cursor.execute(f'DROP DATABASE IF EXISTS "{copy}"')
        cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{template}"')


@contextmanager
def _postgresql_server() -> Iterator[Any]:
    """A cursor on the server, not connected to a test database."""
    settings = {**connection.settings_dict, "NAME": "postgres"}
    server = ConnectionHandler({"default": settings})["default"]
    with contextlib.closing(server), server.cursor() as cursor:
        yield cursor


def _build_template(name: str) -> None:
    """Migrate a new database called *name*, and close all connections to it."""
    settings = connection.settings_dict
    original, copy = settings["NAME"], settings["TEST"]["NAME"]
    settings["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    if connection.vendor == "sqlite":
        # A copy of the file would not include the write-ahead log.
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    settings["NAME"], settings["TEST"]["NAME"] = original, copy
