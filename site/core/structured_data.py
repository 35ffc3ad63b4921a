"""Breadcrumbs, for templates and as schema.org data."""

from typing import Any

from wagtail.models import Page

from core.caching import cached_for_request
from core.visibility.querysets import HOME_DEPTH, get_pages
from core.visibility.restrictions import UserOrNone, get_hidden_page_paths

CONTEXT = "https://schema.org"


def get_visible_ancestors(page: Page, user: UserOrNone) -> list[Page]:
    """Published pages between home and *page* that *user* can view, from the top downwards."""
    if not page.path or page.depth <= HOME_DEPTH + 1:
        return []
    routed = _get_routed_ancestors(page)
    if routed is not None:
        hidden = tuple(get_hidden_page_paths(user))
        return [page for page in routed if page.live and not page.path.startswith(hidden)]
    ancestors = get_pages().visible_to(user).ancestor_of(page).filter(depth__gt=HOME_DEPTH)
    key = ("get_visible_ancestors", page.path, getattr(user, "pk", None))
    return cached_for_request(
        key, lambda: [page.specific_deferred for page in ancestors.order_by("depth")]
    )


def _get_routed_ancestors(page: Page) -> list[Page] | None:
    """Ancestors of *page* below home if routing the request has read all of them, else None."""
    ancestors: list[Page] = []
    while page.depth > HOME_DEPTH + 1:
        page = getattr(page, "_cached_parent_obj", None)
        if page is None:
            return None
        ancestors.insert(0, page)
    return ancestors


def build_breadcrumb_list(page: Page) -> dict[str, Any] | None:
    """schema.org BreadcrumbList of *page*, with public pages only."""
    ancestors = get_visible_ancestors(page, None)
    if not ancestors:
        return None
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            _build_item(position, step) for position, step in enumerate([*ancestors, page], 1)
        ],
    }


def _build_item(position: int, page: Page) -> dict[str, Any]:
    url = page.specific_deferred.get_full_url()
    return {"@type": "ListItem", "position": position, "name": page.title, "item": url}
