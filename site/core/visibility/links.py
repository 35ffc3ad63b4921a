"""Pages that rich text and blocks link to, cached by primary key."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from wagtail.models import Page

from core.caching import cached_until_change
from core.visibility.current_user import can_link_to_page, fallback_url


def get_linked_page(pk: int | None) -> Page | None:
    """The page with primary key *pk*, published or not, with the fields of its type deferred."""
    return get_linked_pages([pk])[0]


def get_linked_pages(pks: Iterable[int | None]) -> list[Page | None]:
    """The pages with primary keys *pks*, in the same order; None for each that does not exist."""
    return [
        cached_until_change(("page", pk), partial(_read_page, pk)) if pk else None for pk in pks
    ]


def get_visible_url(page: Page | None) -> str:
    """URL of *page* for the current user; empty if it is unpublished or hidden from them.

    For anonymous users it is the login page if *page* is private, whose URL reveals its title.
    """
    if page is None or not page.live:
        return ""
    if not can_link_to_page(page):
        return fallback_url()
    return cached_until_change(("address", page.pk), lambda: page.get_url() or "")


def _read_page(pk: Any) -> Page | None:
    return Page.objects.filter(pk=pk).specific(defer=True).first()
