"""In-memory caches: one per process until the site changes, and one per request.

The snapshot of the site chrome on disk (core.navigation.chrome) is discarded before, and written
after, every change of a page, of view restrictions or of settings, in any process. Its modification
time and inode number are the version of the site: while they stay the same, cached results are
valid. While there is no snapshot, nothing is cached.
"""

import os
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings

T = TypeVar("T")
SiteVersion = tuple[int, int]

MAX_ENTRIES = 2000
_site_version: SiteVersion | None = None
_entries: dict[Hashable, Any] = {}
_request_cache: ContextVar[dict[Any, Any] | None] = ContextVar("request_cache", default=None)


def get_snapshot_path() -> Path:
    """Path of the snapshot of the site chrome."""
    return Path(settings.DATA_DIR) / "site-chrome.json"


def get_site_version() -> SiteVersion | None:
    """The version of the site, which differs after every change; None while one is in progress."""
    try:
        known = os.stat(get_snapshot_path())
    except OSError:
        return None
    return known.st_mtime_ns, known.st_ino


def cached_until_change(key: Hashable, read: Callable[[], T]) -> T:
    """The result of *read*, cached under *key* until the site changes.

    Use it only for results that are the same for all users. They are shared: do not modify them.
    """
    entries = _get_entries(get_site_version())
    if entries is None:
        return read()
    if key not in entries:
        entries[key] = read()
    return entries[key]


def _get_entries(site_version: SiteVersion | None) -> dict[Hashable, Any] | None:
    global _site_version, _entries
    if site_version is None:
        return None
    if site_version != _site_version or len(_entries) > MAX_ENTRIES:
        # A new dictionary, so that threads that still read the old version write to the old one.
        _site_version, _entries = site_version, {}
    return _entries


@contextmanager
def request_cache() -> Iterator[None]:
    """Cache the results of ``cached_for_request`` within the block."""
    token = _request_cache.set({})
    try:
        yield
    finally:
        _request_cache.reset(token)


def cached_for_request(key: Any, read: Callable[[], T]) -> T:
    """The result of *read*, cached under *key* for the current request.

    Outside a request nothing is cached, so commands and tests always read the database.
    """
    cache = _request_cache.get()
    if cache is None:
        return read()
    if key not in cache:
        cache[key] = read()
    return cache[key]


def clear_request_cache() -> None:
    """Clear the cache of the current request, after a change in the database."""
    cache = _request_cache.get()
    if cache is not None:
        cache.clear()
