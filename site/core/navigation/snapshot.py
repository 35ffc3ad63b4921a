"""Snapshot of the site chrome for anonymous users (DATA_DIR/site-chrome.json).

It is rewritten after every change. Its modification time is the version of the site (core.caching).
"""

import contextlib
import fcntl
import json
import os
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import transaction
from wagtail import hooks

from core.caching import get_snapshot_path
from core.models import (
    NavigationSettings,
    OrganisationSettings,
    QuickExitSettings,
    SiteTextSettings,
)
from core.navigation.chrome_data import (
    FALLBACK_CHROME,
    SiteChrome,
    build_site_chrome,
    get_default_text,
)

SETTINGS = (QuickExitSettings, NavigationSettings, OrganisationSettings, SiteTextSettings)


def read_snapshot() -> SiteChrome | None:
    """The snapshot for anonymous users, or None while there is none."""
    return _read(get_snapshot_path())


def read_previous_snapshot() -> SiteChrome | None:
    """The snapshot before the last change, while the new one is not written yet."""
    return _read(_get_previous_snapshot_path())


def discard_snapshot() -> None:
    """Rename the snapshot, so that only error pages still use it."""
    with contextlib.suppress(FileNotFoundError):
        os.replace(get_snapshot_path(), _get_previous_snapshot_path())


def write_snapshot() -> None:
    """Write the snapshot for anonymous users. A file lock makes the last writer win."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    # load() creates missing settings rows, whose signal writes a snapshot. Do that before taking
    # the lock.
    for model in SETTINGS:
        model.load()
    with open(settings.DATA_DIR / "site-chrome.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        draft = settings.DATA_DIR / "site-chrome.draft"
        draft.write_text(json.dumps(build_site_chrome(None)))
        os.replace(draft, get_snapshot_path())


@hooks.register("run_minutely_job")
def renew_snapshot_if_outdated() -> None:
    """Rewrite the snapshot if it is missing or, after a restore, outdated."""
    if read_snapshot() != build_site_chrome(None):
        write_snapshot()


def renew_snapshot() -> None:
    """Discard the snapshot now and write a new one on commit. Call it on every change."""
    discard_snapshot()
    transaction.on_commit(write_snapshot)


def _get_previous_snapshot_path() -> Path:
    return settings.DATA_DIR / "site-chrome.old.json"


def _read(path: Path) -> SiteChrome | None:
    try:
        return _parse_file(path, path.stat().st_mtime_ns)
    except (OSError, ValueError, TypeError, KeyError):  # missing or damaged
        return None


@lru_cache(maxsize=4)
def _parse_file(path: Path, mtime_ns: int) -> SiteChrome:
    copy = json.loads(path.read_text())
    # A snapshot may be older than the code, so new fields get their defaults.
    return {**FALLBACK_CHROME, **copy, "text": {**get_default_text(), **copy["text"]}}
