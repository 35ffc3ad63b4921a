"""Views for robots.txt, security.txt and favicon.ico."""

import datetime
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.navigation.chrome import get_site_chrome

ONE_DAY = 24 * 60 * 60
DISALLOWED_PATHS = ("/admin/", "/account/", "/search/")
# RFC 9116 recommends that the file expires in less than a year.
SECURITY_TXT_LIFETIME = datetime.timedelta(days=180)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt, with the URL of the sitemap."""
    disallowed = [f"Disallow: {path}" for path in DISALLOWED_PATHS]
    return _text_response(
        ["User-agent: *", *disallowed, "", f"Sitemap: {settings.SITE_URL}/sitemap.xml"]
    )


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """security.txt (RFC 9116); 404 without a contact email."""
    email = get_site_chrome(None)["organisation"].get("contact_email")
    if not email:
        raise Http404
    expires = timezone.now() + SECURITY_TXT_LIFETIME
    return _text_response(
        [
            f"Contact: mailto:{email}",
            f"Expires: {expires.astimezone(datetime.UTC):%Y-%m-%dT00:00:00Z}",
            "Preferred-Languages: en",
            f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
        ]
    )


@require_safe
def favicon(request: HttpRequest) -> FileResponse:
    """favicon.ico for clients that request it at the root."""
    headers = {"Cache-Control": f"public, max-age={ONE_DAY}"}
    path: Path = settings.STATICFILES_DIRS[0] / "favicon.ico"
    return FileResponse(path.open("rb"), content_type="image/x-icon", headers=headers)


def _text_response(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
