"""Middleware for caching, sessions, compression, trusted proxies and redirects."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions import middleware as sessions
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware import gzip
from django.utils.functional import SimpleLazyObject
from wagtail.contrib.redirects import middleware as redirects
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from core.caching import cached_until_change, request_cache
from core.visibility.current_user import as_user
from core.visibility.restrictions import can_view
from privacy.error_reporting import DisallowedScheme

GetResponse = Callable[[HttpRequest], HttpResponseBase]
NO_STORE = "private, no-store"
REVALIDATE = "no-cache"


class RequestCacheMiddleware:
    """Create the request cache and set the current user (core.visibility.current_user)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with request_cache(), as_user(request):
            return self.get_response(request)


class CachedSiteMiddleware:
    """Cache the Site row, which Wagtail reads from the database for each request."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Lazy, so that views that need no page work without the database.
        request._wagtail_site = SimpleLazyObject(lambda: self._site(request))  # type: ignore[attr-defined]
        return self.get_response(request)

    @staticmethod
    def _site(request: HttpRequest) -> Site | None:
        return cached_until_change(
            ("site", request.get_host()), lambda: Site._find_for_request(request)
        )


class CacheControlMiddleware:
    """Prevent caches from storing private responses, and make them revalidate all others.

    Private are responses to signed-in users, responses to form submissions, responses that set
    cookies, 403 responses, and redirects to account pages.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if self._is_private(request, response):
            response["Cache-Control"] = NO_STORE
        else:
            response.headers.setdefault("Cache-Control", REVALIDATE)
        return response

    @staticmethod
    def _is_private(request: HttpRequest, response: HttpResponseBase) -> bool:
        return (
            settings.SESSION_COOKIE_NAME in request.COOKIES
            or request.method not in {"GET", "HEAD"}
            or bool(response.cookies)
            or response.status_code == 403
            or _redirects_to_login(response)
        )


def _redirects_to_login(response: HttpResponseBase) -> bool:
    return response.headers.get("Location", "").startswith("/account/")


class SessionMiddleware(sessions.SessionMiddleware):
    """Django's session middleware, but ignores session keys with NUL, which PostgreSQL refuses."""

    def process_request(self, request: HttpRequest) -> None:
        if "\0" in request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""):
            del request.COOKIES[settings.SESSION_COOKIE_NAME]
        super().process_request(request)


class CompressionMiddleware(gzip.GZipMiddleware):
    """Django's gzip middleware, but streamed files are passed to the server unchanged.

    Nearly all of them are compressed already.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> Any:
        if response.streaming:
            return response
        return super().process_response(request, response)


class TrustedProxyMiddleware:
    """Apply X-Forwarded-Proto and X-Forwarded-Host if the request comes from TRUSTED_PROXIES.

    If several proxies have each added a value, the first is the one that the browser requested.
    Raises DisallowedScheme or DisallowedHost, for which Django responds with 400.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.META.get("REMOTE_ADDR") in settings.TRUSTED_PROXIES:
            self._set_scheme(request)
            self._set_host(request)
        return self.get_response(request)

    @staticmethod
    def _set_scheme(request: HttpRequest) -> None:
        scheme = _first_value(request, "X-Forwarded-Proto")
        if scheme is None:
            return
        if scheme not in {"http", "https"}:
            raise DisallowedScheme(f"X-Forwarded-Proto is neither http nor https: {scheme!r}")
        request.META["wsgi.url_scheme"] = scheme
        request.environ["wsgi.url_scheme"] = scheme  # type: ignore[attr-defined]

    @staticmethod
    def _set_host(request: HttpRequest) -> None:
        host = _first_value(request, "X-Forwarded-Host")
        if host is not None:
            request.META["HTTP_HOST"] = host
            request.get_host()


def _first_value(request: HttpRequest, header: str) -> str | None:
    """The first of the comma-separated values of *header*; None if it is missing or empty."""
    values = request.headers.get(header, "")
    return values.split(",")[0].strip().lower() if values.strip() else None


class RedirectMiddleware(redirects.RedirectMiddleware):
    """Wagtail's redirects, but the URL of a private page is revealed only to its readers."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        redirect = super().process_response(request, response)
        page = None if redirect is response else self._redirect_target(request)
        if page is None:
            return redirect
        if not page.live:
            # Do not reveal that there is a draft.
            return response
        if can_view(request.user, page):
            return redirect
        if request.user.is_authenticated:
            return response
        return redirect_to_login(request.get_full_path(), settings.WAGTAIL_FRONTEND_LOGIN_URL)

    @staticmethod
    def _redirect_target(request: HttpRequest) -> Page | None:
        path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
        found = redirects.get_redirect(request, path)
        found = found or redirects.get_redirect(request, urlsplit(path).path)
        return found.redirect_page if found else None
