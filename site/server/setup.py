"""Prepare a site for serving: database and static files. Steps run only if their inputs changed."""

import errno
import hashlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from wagtail.contrib.settings.models import BaseGenericSetting
from wagtail.contrib.settings.registry import registry as settings_registry

# Bytes that must be free in DATA_DIR before setup begins.
MIN_FREE_SPACE = 200 * 1024 * 1024
DISK_IS_FULL = {errno.ENOSPC, errno.EDQUOT}
DATA_FOLDERS = (".", "keys", "media", "private", "setup-state", "static")


class SetupError(Exception):
    """The site cannot be set up. The message is one line to print in the terminal."""


@dataclass(frozen=True)
class SetupStep:
    """A step of the setup. *inputs* returns a fingerprint of what *action* depends on."""

    name: str
    description: str
    inputs: Callable[[], str]
    action: Callable[[], None]

    @property
    def is_done(self) -> bool:
        return self._state_file.exists() and self._state_file.read_text() == self.inputs()

    def run(self) -> None:
        self.action()
        self._state_file.write_text(self.inputs())

    @property
    def _state_file(self) -> Path:
        return settings.DATA_DIR / "setup-state" / self.name


def get_steps() -> list[SetupStep]:
    """All steps, in order."""
    return [
        SetupStep(
            "database",
            "Updating the database",
            _database_inputs,
            _set_up_database,
        ),
        SetupStep(
            "static",
            "Collecting static files",
            _static_inputs,
            _collect_static,
        ),
    ]


def get_pending_steps() -> list[SetupStep]:
    """Steps whose inputs have changed since they were last run."""
    return [step for step in get_steps() if not step.is_done]


def create_data_folders() -> None:
    """Create the folders of DATA_DIR, readable by their owner only.

    Raises SetupError if they cannot be created, or if there is too little free space.
    """
    try:
        for name in DATA_FOLDERS:
            (settings.DATA_DIR / name).mkdir(mode=0o700, parents=True, exist_ok=True)
        if settings.ALLOW_DEMO_ACCOUNTS:
            settings.DATA_DIR.chmod(0o700)
        free = shutil.disk_usage(settings.DATA_DIR).free
    except OSError as error:
        raise SetupError(describe_error(error)) from error
    if free < MIN_FREE_SPACE:
        raise SetupError(_disk_full_message(free))


def describe_error(error: BaseException) -> str:
    """Describe an error of the disk or the database in one line, for the terminal."""
    if isinstance(error, SetupError):
        return str(error)
    if is_disk_full(error):
        return _disk_full_message(0)
    if isinstance(error, DatabaseError):
        return f"Could not use the database: {str(error).strip().splitlines()[0]}"
    return f"Could not use {settings.DATA_DIR}: {getattr(error, 'strerror', None) or error}."


def is_disk_full(error: BaseException) -> bool:
    """Whether the disk or the user's quota is full, which SQLite reports only in its message."""
    return "disk is full" in str(error) or getattr(error, "errno", None) in DISK_IS_FULL


def _disk_full_message(free: int) -> str:
    return (
        f"The disk is full: {settings.DATA_DIR} has {free // 1024 // 1024} MB left and needs "
        f"{MIN_FREE_SPACE // 1024 // 1024} MB. Free up space, or set DATA_DIR to another folder."
    )


def _set_up_database() -> None:
    _refuse_older_database()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    create_settings()


def _refuse_older_database() -> None:
    """Raise SetupError where migrations were applied that version 0.2.0 replaced by new ones."""
    loader = MigrationLoader(connection)
    own_labels = {
        app.label for app in apps.get_app_configs() if Path(app.path).is_relative_to(settings.ROOT)
    }
    if any(
        app_label in own_labels and (app_label, name) not in loader.disk_migrations
        for app_label, name in loader.applied_migrations
    ):
        raise SetupError(
            "This database is older than version 0.2.0 and cannot be upgraded. Move "
            f"{settings.DATA_DIR} to another place, or set DATABASE_URL to an empty database. Then "
            "start again."
        )


def create_settings() -> None:
    """Create missing rows of settings with their defaults.

    Otherwise the first request that needs them would, and fail if the database is read-only.
    """
    for model in settings_registry:
        if issubclass(model, BaseGenericSetting):
            model.load()


def _collect_static() -> None:
    call_command("collectstatic", interactive=False, verbosity=0)


def _database_inputs() -> str:
    return _digest(_database_identity(), *_migration_fingerprints())


def _database_identity() -> str:
    # A different database, or a restored older copy, must be set up again.
    config = connection.settings_dict
    # Without DATA_DIR, which may be moved to another path.
    name = str(config["NAME"]).removeprefix(str(settings.DATA_DIR))
    where = [connection.vendor, name, config["HOST"], str(config["PORT"])]
    return "|".join([*where, _applied_migrations(), str(settings.CACHES)])


def _applied_migrations() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*), MAX(id) FROM django_migrations")
            return str(cursor.fetchone())
    except DatabaseError:
        return "none"


def _migration_fingerprints() -> Iterator[str]:
    for app in apps.get_app_configs():
        for path in sorted((Path(app.path) / "migrations").glob("*.py")):
            yield _fingerprint(path, f"{app.label}/{path.name}")


def _static_inputs() -> str:
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    return _digest(str(manifest.exists()), *_static_fingerprints())


def _static_fingerprints() -> Iterator[str]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            yield _fingerprint(Path(storage.path(name)), name)


def _fingerprint(path: Path, name: str) -> str:
    known = path.stat()
    return f"{name}|{known.st_size}|{known.st_mtime_ns}"


def _digest(*inputs: str) -> str:
    return hashlib.sha256("\n".join(inputs).encode()).hexdigest()
