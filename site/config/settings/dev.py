"""Settings of `make dev`: debug pages and unhashed static files, with the data of `make run`."""

from config.settings.local import *  # noqa: F403
from config.settings.local import STORAGES

DEBUG = True
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
