"""Cache backend that stores its entries in a database table, and deletes expired ones daily."""

from typing import Any
from uuid import uuid4

from django.core.cache import caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.utils import timezone
from wagtail import hooks


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
