"""Caches: one per process until the site changes, one per request, and one in the database.

The snapshot of the site chrome on disk (core.navigation.snapshot) is discarded before, and written
after, every change of a page, of view restrictions or of settings, in any process. Its modification
time and inode number are the version of the site: while they stay the same, cached results are
valid. While there is no snapshot, nothing is cached in memory.

``StrictDatabaseCache`` is the default cache, which all processes share: rate limits and locks use
it. With CACHE_URL it can be Redis instead.
"""

import os
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.utils import timezone
from wagtail import hooks

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


class CacheUnavailable(Exception):
    """The cache cannot be written to."""


class StrictDatabaseCache(DatabaseCache):
    """Django's database cache, but ``add`` raises CacheUnavailable if the database is read-only.

    Django returns False in that case, as if the key existed. allauth's rate limits would take that
    for a lock of another request, and reject a correct password as one attempt too many.
    """

    def add(
        self, key: Any, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: Any = None
    ) -> bool:
        """Store *value* unless the key exists; return whether it was stored.

        Raises CacheUnavailable if nothing can be written.
        """
        if super().add(key, value, timeout, version):
            return True
        if not self.has_key(key, version) and not self._can_write():
            raise CacheUnavailable
        return False

    def _can_write(self) -> bool:
        # The existing value may have been deleted meanwhile, so test with a write.
        return super().add(f"can-write-{uuid4()}", True, timeout=1)


@hooks.register("run_daily_job")
def delete_expired_cache_rows() -> None:
    """Delete expired rows of the cache table, such as rate limit counts. Redis expires its own."""
    cache = caches["default"]
    if isinstance(cache, DatabaseCache):
        now = connection.ops.adapt_datetimefield_value(timezone.now().replace(microsecond=0))
        table = connection.ops.quote_name(cache._table)  # type: ignore[attr-defined]
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now])  # noqa: S608
