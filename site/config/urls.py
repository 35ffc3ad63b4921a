"""URL patterns. Fixed URLs come before Wagtail's page URLs.

core.forms.RESERVED_SLUGS lists their first segments, which no page may have as its slug. "join" is
not among them, since the page at /join/ is a Wagtail page.
"""

from django.conf import settings
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from core.admin.aging_report import aging_report
from core.navigation import protected_pages
from core.navigation.quick_exit import quick_exit
from core.views import errors, health, well_known
from core.views.media import serve_document, serve_rendition
from core.views.sitemap import PageSitemap
from core.views.social_images import social_image
from core.visibility.page_privacy import views as page_privacy
from core.visibility.page_privacy.collection_views import edit_collection, set_collection_privacy
from membership.applications import urls as membership_urls
from membership.members import urls as member_urls
from search import urls as search_urls
from users import urls as users_urls

handler400 = "core.views.errors.bad_request"
handler403 = "core.views.errors.forbidden"
handler404 = "core.views.errors.not_found"
handler429 = "core.views.errors.too_many_requests"  # used by allauth
handler500 = "core.views.errors.server_error"

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("favicon.ico", well_known.favicon),
    path("robots.txt", well_known.robots),
    path(".well-known/security.txt", well_known.security),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": PageSitemap}}, name="sitemap"),
    path("leave-quickly/", quick_exit, name="quick_exit"),
    path("search/", include(search_urls)),
    path("account/data/", include("privacy.urls")),
    path("account/", include(users_urls)),
    path("join/", include(membership_urls)),
    path("members/", include(member_urls)),
    path(
        "admin/login/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
    ),
    path("admin/logout/", users_urls.logout),
    path("admin/pages/<int:page_id>/privacy/", protected_pages.set_privacy),
    path("admin/pages/<int:page_id>/copy/", page_privacy.copy),
    path("admin/collections/<int:pk>/", edit_collection),
    path("admin/collections/<int:collection_id>/privacy/", set_collection_privacy),
    path("admin/reports/aging-pages/", aging_report),
    path("admin/reports/aging-pages/results/", aging_report, {"results_only": True}),
    # Not needed: Wagtail's test error pages, and the image and document endpoints of its admin API.
    re_path(
        r"^admin/(?:failwhale|test404|api/main/(?:images|documents).*)/$", errors.disabled_view
    ),
    path("admin/", include(wagtailadmin_urls)),
    # Wagtail's own login view and its shared passwords are not used.
    re_path(r"^_util/|^documents/authenticate_with_password/", errors.disabled_view),
    re_path(r"^documents/(\d+)/(.*)$", serve_document),
    path("documents/", include(wagtaildocs_urls)),
    path("media/images/<path:name>", serve_rendition, name="rendition"),
    re_path(r"^social-card/([0-9]{1,9})-([0-9a-f]{16})\.png$", social_image, name="social_image"),
    path("", include(wagtail_urls)),
]

if settings.DEBUG:
    # With DEBUG off, the style guide has no URL and is not imported.
    urlpatterns.insert(0, path("components/", include("styleguide.urls")))
