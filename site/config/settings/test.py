"""Test settings: fast password hashes, emails in memory and static files without hashes."""

import os
import tempfile
from pathlib import Path

from config.settings.base import *  # noqa: F403
from config.settings.base import CACHES, STORAGES

DATA_DIR = Path(tempfile.mkdtemp(prefix="in2gr8-test-"))
MEDIA_ROOT = DATA_DIR / "media"
STATIC_ROOT = DATA_DIR / "static"
SITE_URL = WAGTAILADMIN_BASE_URL = "http://testserver"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECRET_KEY = "only-for-tests"
FIELD_ENCRYPTION_KEYS = ["b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMtISE="]
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
ALLOW_DEMO_ACCOUNTS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PAGE_VIEW_FLUSH_SECONDS = 0
CACHES = {
    **CACHES,
    # Tests roll back rows and reuse their primary keys, so cached renditions would be wrong.
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
if CACHES["default"]["BACKEND"] == "django.core.cache.backends.redis.RedisCache":
    # Each pytest-xdist worker has keys of its own.
    CACHES["default"]["BACKEND"] = "tests.per_worker_cache.PerWorkerRedisCache"
    CACHES["default"]["KEY_PREFIX"] = os.environ.get("PYTEST_XDIST_WORKER", "alone")
STORAGES = {
    "default": {
        **STORAGES["default"],
        "OPTIONS": {"location": str(MEDIA_ROOT), "base_url": "/media/"},
    },
    "private": {**STORAGES["private"], "OPTIONS": {"location": str(DATA_DIR / "private")}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
