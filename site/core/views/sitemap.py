"""Sitemap of all public pages."""

import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from wagtail.models import Page, Site

from core.visibility.querysets import get_pages

# URL path in Wagtail's page tree, and time of the last publication.
Row = tuple[str, datetime.datetime | None]


class PageSitemap(Sitemap):
    """URLs under SITE_URL, with the day of the last publication.

    Reads rows instead of page objects, so the number of queries is independent of that of pages.
    """

    def items(self) -> QuerySet[Page, Row]:
        rows = get_pages().visible_to(None).filter(url_path__startswith=self._get_home_path())
        return rows.order_by("path").values_list("url_path", "last_published_at")

    def location(self, row: Row) -> str:
        return f"/{row[0].removeprefix(self._get_home_path())}"

    def lastmod(self, row: Row) -> datetime.datetime | None:
        return row[1]

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.SITE_URL).netloc

    def _get_home_path(self) -> str:
        """URL path of the home page, cached on the sitemap object, which exists for one request."""
        if not hasattr(self, "_home_path"):
            site = Site.objects.select_related("root_page").get(is_default_site=True)
            self._home_path = site.root_page.url_path
        return self._home_path
