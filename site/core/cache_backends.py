"""The cache backend that uses a table of the database."""

from typing import Any
from uuid import uuid4

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache


class CacheUnavailable(Exception):
    """Nothing can be written to the cache."""


class StrictDatabaseCache(DatabaseCache):
    """As Django's, but raises an error when the database refuses to write.

    Django's returns False from ``add``, as if there were a value already. Rate limits take that for
    a lock that somebody else has, and refuse the right password as one try too many.
    """

    def add(
        self, key: Any, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: Any = None
    ) -> bool:
        """Store *value* if there is none. Raises CacheUnavailable."""
        if super().add(key, value, timeout, version):
            return True
        if not self.has_key(key, version) and not self._can_write():
            raise CacheUnavailable
        return False

    def _can_write(self) -> bool:
        # The other value may have been deleted since: only a write that fails shows a fault.
        return super().add(f"can-write-{uuid4()}", True, timeout=1)
