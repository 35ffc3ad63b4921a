"""Imports the modules of this app that register Wagtail hooks."""

from core import caching  # noqa: F401
from core.admin import (  # noqa: F401
    api,
    branding,
    bulk_publishing,
    jobs,
    page_creation,
    staff_activity,
    viewsets,
)
from core.images import prerender  # noqa: F401
from core.navigation import protected_pages, snapshot  # noqa: F401
from core.uploads import abandoned, bulk_actions  # noqa: F401
from core.visibility import hooks  # noqa: F401
from core.visibility.page_privacy import hooks as page_privacy_hooks  # noqa: F401
