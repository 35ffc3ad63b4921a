"""Quick exit ("Leave quickly"): signs the user out and redirects to another site."""

import contextlib
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import logout
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from core.navigation.chrome import get_chrome_without_database, get_site_chrome
from users import trusted_devices

DATABASE_ERRORS = (OperationalError, InterfaceError)
# Sec-Fetch-Site of requests from links on this site, or from the address bar.
SAME_SITE_FETCHES = {"same-origin", "none"}


@require_safe
def quick_exit(request: HttpRequest) -> HttpResponse:
    """Sign out and redirect to another site, without a referrer and without a cached response."""
    # A prefetch by the browser must not sign the user out.
    if "prefetch" in request.headers.get("Sec-Purpose", ""):
        return _uncached(HttpResponse(status=503))
    response = _uncached(HttpResponseRedirect(_exit_url()))
    if request.method == "GET" and _is_same_site(request):
        _sign_out(request, response)
    return response


def _exit_url() -> str:
    try:
        site_chrome = get_site_chrome(None)
    except DATABASE_ERRORS:
        site_chrome = get_chrome_without_database()
    return site_chrome["quick_exit"]["url"]


def _uncached(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _is_same_site(request: HttpRequest) -> bool:
    """Whether the request comes from this site or the address bar, not from another site.

    There, an image could sign users out (CSRF). A request without the headers is trusted, since the
    user may be in a hurry.
    """
    if fetch_site := request.headers.get("Sec-Fetch-Site"):
        return fetch_site in SAME_SITE_FETCHES
    with contextlib.suppress(ValueError):
        referrer = request.headers.get("Referer", "")
        return not referrer or urlsplit(referrer).netloc == request.get_host()
    return False


def _sign_out(request: HttpRequest, response: HttpResponse) -> None:
    """End the session, if there is one, and delete its cookies."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        try:
            logout(request)
        except DATABASE_ERRORS:
            # The session remains in the database for now, but the browser loses its key.
            request.session.modified = False
            _delete_cookie(response, settings.SESSION_COOKIE_NAME)
    if settings.CSRF_COOKIE_NAME in request.COOKIES:
        _delete_cookie(response, settings.CSRF_COOKIE_NAME)
    if {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME} & request.COOKIES.keys():
        # The browser sends the device cookie to login pages only, so delete it without checking.
        trusted_devices.forget_device(response)


def _delete_cookie(response: HttpResponse, cookie: str) -> None:
    response.delete_cookie(cookie, samesite="Lax")
