"""Template tags that all apps use."""

import json
from typing import Any
from urllib.parse import quote

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from core.blocks.links import LinkValue
from core.structured_data import build_breadcrumb_list, get_visible_ancestors

register = template.Library()

# Pages about accounts and applications; their URLs may contain tokens.
PERSONAL_PATHS = ("/account/", "/join/")
# Escapes for characters that could end a script element, or begin a comment in it.
JSON_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon from icons.svg. Decorative, so there must be text beside it."""
    url = f"{static('icons.svg')}#{name}"
    return format_html(
        '<svg class="icon" width="24" height="24" aria-hidden="true"><use href="{}"/></svg>', url
    )


@register.simple_tag(takes_context=True)
def aria_current(context: dict[str, Any], href: str) -> SafeString | str:
    """``aria-current`` for a link to the current page or to its section."""
    path = getattr(context.get("request"), "path", "")
    if path == href:
        return mark_safe('aria-current="page"')
    is_part = href not in {"", "/"} and path.startswith(href)
    return mark_safe('aria-current="true"') if is_part else ""


@register.simple_tag(takes_context=True)
def next_query(context: dict[str, Any]) -> str:
    """Query string for returning to this page after login.

    Empty on the home page, and on pages about accounts and applications.
    """
    path = getattr(context.get("request"), "path", "/")
    return "" if path == "/" or path.startswith(PERSONAL_PATHS) else f"?next={quote(path)}"


@register.simple_tag(takes_context=True)
def breadcrumb_pages(context: dict[str, Any]) -> list[Any]:
    """Published ancestors of this page below home that the user can view, from the top."""
    page = context.get("page")
    return get_visible_ancestors(page, context.get("user")) if getattr(page, "path", "") else []


@register.simple_tag(takes_context=True)
def shows_quick_exit(context: dict[str, Any]) -> bool:
    """Whether this page shows the quick exit.

    It does if it is about an account or an application, if it shows private content (``admitted``
    in the context), or if the page model says so.
    """
    path = getattr(context.get("request"), "path", "")
    if path.startswith(PERSONAL_PATHS) or context.get("admitted"):
        return True
    return getattr(context.get("page"), "shows_quick_exit", False)


@register.simple_tag(takes_context=True)
def link_label(context: dict[str, Any], link: LinkValue) -> str:
    """Label of *link*, which is never the title of a page that the user cannot view."""
    return link.get_label(context.get("user"))


@register.simple_tag
def absolute_url(path: str) -> str:
    """The absolute URL of *path* on this site."""
    return f"{settings.SITE_URL}{path}"


@register.simple_tag(takes_context=True)
def json_ld(context: dict[str, Any], own: dict[str, Any] | None = None) -> SafeString | str:
    """Script element with schema.org data for search engines: *own* of the page, breadcrumbs."""
    data = [part for part in (own, build_breadcrumb_list(context["page"])) if part]
    if not data:
        return ""
    body = json.dumps(data, ensure_ascii=False).translate(JSON_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{body}</script>')  # noqa: S308
