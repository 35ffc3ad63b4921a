"""A Redis cache for parallel tests: clearing it affects one process only."""

from django.core.cache.backends.redis import RedisCache


class PerWorkerRedisCache(RedisCache):
    """Keys of one process, with its own prefix in a shared database."""

    def clear(self) -> bool:
        client = self._cache.get_client(None, write=True)
        keys = list(client.scan_iter(f"{self.key_prefix}:*"))
        return bool(client.delete(*keys)) if keys else True
