"""The health checks /healthz and /readyz."""

import shutil

import pytest
from django.core.cache.backends.base import BaseCache
from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings

from core.views import health
from core.views.health import FREE_SPACE, Readiness

pytestmark = [pytest.mark.database, pytest.mark.django_db]


class BrokenCache(BaseCache):
    """Raises an error that is specific to its library."""

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


@pytest.fixture(autouse=True)
def readiness(monkeypatch):
    """A new Readiness for each test, since it stores its last result."""
    monkeypatch.setattr(health, "readiness", readiness := Readiness())
    return readiness


def with_cache(backend):
    return override_settings(CACHES={"default": {"BACKEND": f"{__name__}.{backend.__name__}"}})


def test_healthz_needs_no_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_readyz_is_ready(client):
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ready\n")


def assert_not_ready(client, caplog, reason):
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"not ready\n")
    assert f"Not ready: {reason}" in caplog.messages
    assert client.get("/healthz").status_code == 200


def test_readyz_keeps_result_for_five_seconds(client, django_assert_num_queries):
    client.get("/readyz")
    with django_assert_num_queries(0):
        assert client.get("/readyz").status_code == 200


def test_readyz_fails_with_missing_migration(client, caplog):
    newest = MigrationLoader(connection).graph.leaf_nodes("core")[0]
    MigrationRecorder(connection).record_unapplied(*newest)
    assert_not_ready(client, caplog, "migrations (unapplied migrations)")


@pytest.mark.parametrize(
    ("cache", "reason"),
    [(BrokenCache, "cache (Refused)"), (ForgetfulCache, "cache (stored value was not returned)")],
)
def test_readyz_fails_without_cache(client, caplog, cache, reason):
    with with_cache(cache):
        assert_not_ready(client, caplog, reason)
    assert "redis.internal" not in caplog.text


def test_readyz_fails_without_cache_table(client, caplog):
    with override_settings(
        CACHES={
            "default": {
                "BACKEND": "django.core.cache.backends.db.DatabaseCache",
                "LOCATION": "nothing_here",
            }
        }
    ):
        reason = "OperationalError" if connection.vendor == "sqlite" else "ProgrammingError"
        assert_not_ready(client, caplog, f"cache ({reason})")


def test_readyz_fails_without_database(client, monkeypatch, caplog):
    def fails(*args, **kwargs):
        raise OperationalError("host=db.internal")

    monkeypatch.setattr(BaseDatabaseWrapper, "_cursor", fails)
    assert_not_ready(client, caplog, "database (OperationalError)")
    assert "db.internal" not in caplog.text


def test_readyz_fails_with_full_disk(client, monkeypatch, caplog):
    usage = shutil.disk_usage("/")._replace(free=FREE_SPACE - 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    assert_not_ready(client, caplog, "disk (not enough free space)")


def test_health_views_set_no_cookie_and_refuse_post(client, subtests):
    for path in ("/healthz", "/readyz"):
        with subtests.test(path=path):
            response = client.get(path)
            assert not response.cookies
            assert response.headers["Content-Type"] == "text/plain"
            assert client.post(path).status_code == 405
