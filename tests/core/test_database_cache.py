"""The shared cache backend, and pages while the cache is unavailable."""

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.db import DatabaseCache
from django.test import override_settings

from core.caching import CacheUnavailable, StrictDatabaseCache
from tests.factories import PASSWORD
from tests.security.disclosure.conftest import fixture_site  # noqa: F401
from tests.security.disclosure.fixtures_site import FixtureSite
from tests.security.disclosure.urls import get_public_urls

pytestmark = [pytest.mark.database, pytest.mark.django_db]


class UnavailableCache(BaseCache):
    """A cache server that cannot be reached."""

    def __init__(self, *args):
        super().__init__({})

    def _refuse(self, *args, **kwargs):
        raise CacheUnavailable

    add = get = set = touch = delete = clear = has_key = incr = _refuse
    get_many = set_many = delete_many = get_or_set = _refuse


def without_cache():
    backend = {"BACKEND": f"{__name__}.UnavailableCache"}
    return override_settings(CACHES={**settings.CACHES, "default": backend})


@pytest.fixture
def cache_unavailable():
    with without_cache():
        yield


def test_public_pages_need_no_cache(fixture_site: FixtureSite, cache_unavailable, subtests):  # noqa: F811
    pages = [
        *get_public_urls(fixture_site),
        "/join/",
        "/account/login/",
        "/account/password/reset/",
    ]
    for role, paths in {"anonymous": pages, "member": ["/", "/members/", "/news/"]}.items():
        browser = fixture_site.roles[role].browser()
        for path in paths:
            with subtests.test(role=role, path=path):
                response = browser.get(path)
                assert response.status_code < 500
                # Consume the response, which closes its file.
                assert b"".join(response) or response.status_code != 200


def test_sign_in_without_cache_is_503_and_recovers(fixture_site: FixtureSite, client):  # noqa: F811
    email = fixture_site.roles["member"].user.email
    form = {"login": email, "password": PASSWORD}
    with without_cache():
        client.raise_request_exception = False
        response = client.post("/account/login/", form)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "120"
    assert client.post("/account/login/", form).status_code == 302


@pytest.mark.skipif(
    not isinstance(caches["default"], DatabaseCache), reason="The cache is not a database table."
)
def test_cache_add_raises_when_database_is_read_only(monkeypatch):
    cache = make_database_cache()
    assert cache.add("key", 1)
    assert not cache.add("key", 2)
    monkeypatch.setattr(DatabaseCache, "add", lambda *args, **options: False)
    assert not cache.add("key", 3)
    with pytest.raises(CacheUnavailable):
        cache.add("another", 1)


def make_database_cache():
    return StrictDatabaseCache("django_cache", {})
