"""Site chrome: header, menus, footer, helplines and site text, which surround every page.

For anonymous users it is read from the snapshot on disk, so public pages need no query for it, and
error pages can show it without the database. For signed-in users it is built on each request,
because menus may contain private pages.
"""

from core.caching import cached_for_request
from core.navigation.chrome_data import FALLBACK_CHROME, SiteChrome, build_site_chrome
from core.navigation.snapshot import read_previous_snapshot, read_snapshot
from core.visibility.restrictions import UserOrNone


def get_site_chrome(user: UserOrNone) -> SiteChrome:
    """The site chrome for *user*. For anonymous users it is read from the snapshot, if any."""
    if user is None or not user.is_authenticated:
        return read_snapshot() or cached_for_request("site_chrome", lambda: build_site_chrome(None))
    return cached_for_request(("site_chrome", user.pk), lambda: build_site_chrome(user))


def get_chrome_without_database() -> SiteChrome:
    """The snapshot on disk, else the previous snapshot, else FALLBACK_CHROME. Makes no query."""
    return read_snapshot() or read_previous_snapshot() or FALLBACK_CHROME
