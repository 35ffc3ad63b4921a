"""Caches in the memory of a process: until the site changes, and for one request.

The snapshot of the site chrome on disk (core.chrome) is discarded before, and written after, every
change of a page, of view restrictions or of settings, whichever process makes it. Its age and inode
are the version of the site: while it stays the same, what was read from the database still holds.
While there is no snapshot, nothing is cached.
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


def snapshot_path() -> Path:
    """The file with the snapshot of the site chrome."""
    return Path(settings.DATA_DIR) / "site-chrome.json"


def current_site_version() -> SiteVersion | None:
    """A value that differs after every change of the site; None while a change is under way."""
    try:
        known = os.stat(snapshot_path())
    except OSError:
        return None
    return known.st_mtime_ns, known.st_ino


def cached_until_change(key: Hashable, read: Callable[[], T]) -> T:
    """The result of *read* for *key* in this version of the site, from the cache if it is there.

    Only for what is the same for all users. Results are shared: do not change them.
    """
    entries = _entries_for(current_site_version())
    if entries is None:
        return read()
    if key not in entries:
        entries[key] = read()
    return entries[key]


def _entries_for(site_version: SiteVersion | None) -> dict[Hashable, Any] | None:
    global _site_version, _entries
    if site_version is None:
        return None
    if site_version != _site_version or len(_entries) > MAX_ENTRIES:
        # A new dictionary: threads that still read for the old version write into the old one.
        _site_version, _entries = site_version, {}
    return _entries


@contextmanager
def request_cache() -> Iterator[None]:
    """Cache results of ``cached_for_request`` until the block ends."""
    token = _request_cache.set({})
    try:
        yield
    finally:
        _request_cache.reset(token)


def cached_for_request(key: Any, read: Callable[[], T]) -> T:
    """The result of *read* for *key*, read once in a request.

    Outside a request nothing is cached, so commands and tests always read the database.
    """
    cache = _request_cache.get()
    if cache is None:
        return read()
    if key not in cache:
        cache[key] = read()
    return cache[key]


def clear_request_cache() -> None:
    """Drop everything cached for this request, because what it was read from has changed."""
    cache = _request_cache.get()
    if cache is not None:
        cache.clear()
