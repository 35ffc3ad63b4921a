"""What browsers are told with every answer: what a page may load, who may show it, what it may ask.

The rules lie in config.settings.security. Here is where they differ from page to page.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

# Cross-Origin-Resource-Policy: other sites may embed public images (feed readers and link previews
# do), and nothing else.
CORP_SAME_ORIGIN, CORP_CROSS_ORIGIN = "same-origin", "cross-origin"
GetResponse = Callable[[HttpRequest], HttpResponseBase]


def allow_frame_source(request: HttpRequest, url: str) -> None:
    """Allow the response to *request* to frame the host of *url*."""
    parts = urlsplit(url)
    allowed = getattr(request, "_frame_sources", ())
    request._frame_sources = {*allowed, f"{parts.scheme}://{parts.netloc}"}  # type: ignore[attr-defined]


class ContentPolicyMiddleware(CSPMiddleware):
    """Strict for the site; as strict as Wagtail allows in the admin and for its previews."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if _is_admin_response(request):
            parts.replace = {**settings.ADMIN_CONTENT_SECURITY_POLICY, **(parts.replace or {})}
        if hosts := getattr(request, "_frame_sources", None):
            parts.update = _with_frame_sources(parts.update, sorted(hosts))
        return parts


class ResponseHeadersMiddleware:
    """Permissions-Policy and Cross-Origin-Resource-Policy, which Django does not set."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", CORP_SAME_ORIGIN)
        return response


def _is_admin_response(request: HttpRequest) -> bool:
    # A preview has the URL of its page, but is a frame in the admin with Wagtail's own script.
    is_preview = getattr(request, "is_preview", False)
    return is_preview or request.path.startswith(reverse("wagtailadmin_home"))


def _with_frame_sources(update: Any, hosts: list[str]) -> dict[str, Any]:
    return {**(update or {}), "frame-src": hosts}
