"""Middleware for Content-Security-Policy, Permissions-Policy and Cross-Origin-Resource-Policy.

The policies are in config.settings.security. This module applies them and varies them per response.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

# Cross-Origin-Resource-Policy: other sites may embed public images, as feed readers and link
# previews do, and nothing else.
CORP_SAME_ORIGIN, CORP_CROSS_ORIGIN = "same-origin", "cross-origin"
GetResponse = Callable[[HttpRequest], HttpResponseBase]


def allow_frame_source(request: HttpRequest, url: str) -> None:
    """Add the origin of *url* to ``frame-src`` in the response to *request*."""
    parts = urlsplit(url)
    allowed = getattr(request, "_frame_sources", ())
    request._frame_sources = {*allowed, f"{parts.scheme}://{parts.netloc}"}  # type: ignore[attr-defined]


class ContentPolicyMiddleware(CSPMiddleware):
    """Sets Content-Security-Policy, less strict for Wagtail's admin and its previews."""

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
    """Sets Permissions-Policy and Cross-Origin-Resource-Policy, which Django does not."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", CORP_SAME_ORIGIN)
        return response


def _is_admin_response(request: HttpRequest) -> bool:
    # A preview has the URL of its page, but is a frame in the admin with a script of Wagtail.
    is_preview = getattr(request, "is_preview", False)
    return is_preview or request.path.startswith(reverse("wagtailadmin_home"))


def _with_frame_sources(update: Any, hosts: list[str]) -> dict[str, Any]:
    return {**(update or {}), "frame-src": hosts}
