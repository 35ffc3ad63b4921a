"""Where a page stands, for readers and for search engines in the words of schema.org."""

from typing import Any

from wagtail.models import Page

from core.caching import cached_for_request
from core.querysets import get_pages
from core.visibility import UserOrNone, hidden_page_paths

CONTEXT = "https://schema.org"
HOME_DEPTH = 2


def pages_above(page: Page, user: UserOrNone) -> list[Page]:
    """The pages between home and *page* that *viewer* may see, from the top downwards."""
    if not page.path or page.depth <= HOME_DEPTH + 1:
        return []
    known = _read_on_the_way(page)
    if known is not None:
        hidden = tuple(hidden_page_paths(user))
        return [page for page in known if page.live and not page.path.startswith(hidden)]
    above = get_pages().visible_to(user).ancestor_of(page).filter(depth__gt=HOME_DEPTH)
    key = ("pages_above", page.path, getattr(user, "pk", None))
    return cached_for_request(
        key, lambda: [page.specific_deferred for page in above.order_by("depth")]
    )


def _read_on_the_way(page: Page) -> list[Page] | None:
    """The pages between home and *page* where routing has come through all of them, else None."""
    above: list[Page] = []
    while page.depth > HOME_DEPTH + 1:
        page = getattr(page, "_cached_parent_obj", None)
        if page is None:
            return None
        above.insert(0, page)
    return above


def breadcrumb_list(page: Page) -> dict[str, Any] | None:
    """Where *page* stands below home, naming only pages that a stranger may see."""
    above = pages_above(page, None)
    if not above:
        return None
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [_item(place, step) for place, step in enumerate([*above, page], 1)],
    }


def _item(place: int, page: Page) -> dict[str, Any]:
    address = page.specific_deferred.get_full_url()
    return {"@type": "ListItem", "position": place, "name": page.title, "item": address}
