"""Alive, and ready: what machines that watch us ask."""

import pytest
from django.core.cache.backends.base import BaseCache
from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings

pytestmark = [pytest.mark.database, pytest.mark.django_db]


class BrokenCache(BaseCache):
    """Fails with an error that only its own library knows."""

    class Refused(Exception):
        pass

    def __init__(self, *args):
        super().__init__({})

    def set(self, *args, **kwargs):
        raise self.Refused("redis.internal:6379")


class ForgetfulCache(BrokenCache):
    def set(self, *args, **kwargs):
        pass

    def get(self, *args, **kwargs):
        return None


def with_cache(backend):
    return override_settings(CACHES={"default": {"BACKEND": f"{__name__}.{backend.__name__}"}})


def test_healthz_is_alive_and_asks_nobody(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_readyz_is_ready_when_all_is_there(client):
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ready\n")


def assert_not_ready(client):
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"not ready\n")
    assert client.get("/healthz").status_code == 200


def test_readyz_is_not_while_a_migration_is_missing(client):
    newest = MigrationLoader(connection).graph.leaf_nodes("core")[0]
    MigrationRecorder(connection).record_unapplied(*newest)
    assert_not_ready(client)


def test_readyz_is_not_while_the_cache_is_away(client, subtests):
    for cache in (BrokenCache, ForgetfulCache):
        with subtests.test(cache=cache), with_cache(cache):
            assert_not_ready(client)


def test_readyz_is_not_while_the_table_of_the_cache_is_missing(client):
    with override_settings(
        CACHES={
            "default": {
                "BACKEND": "django.core.cache.backends.db.DatabaseCache",
                "LOCATION": "nothing_here",
            }
        }
    ):
        assert_not_ready(client)


def test_readyz_is_not_while_the_database_is_away(client, monkeypatch):
    def fails(*args, **kwargs):
        raise OperationalError("host=db.internal")

    monkeypatch.setattr(BaseDatabaseWrapper, "_cursor", fails)
    assert_not_ready(client)


def test_both_set_no_cookie_and_take_no_form(client, subtests):
    for path in ("/healthz", "/readyz"):
        with subtests.test(path=path):
            response = client.get(path)
            assert not response.cookies
            assert response.headers["Content-Type"] == "text/plain"
            assert client.post(path).status_code == 405
