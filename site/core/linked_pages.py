"""Pages that texts, buttons and menus lead to: read once for all of them, by their keys."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from core.edition import recall


def linked_page(pk: int | None) -> Page | None:
    """The page of that key, published or not, without the fields of its own type."""
    return linked_pages([pk])[0]


def linked_pages(pks: Iterable[int | None]) -> list[Page | None]:
    """A page for each key, in their order; None where there is none."""
    return [recall(("page", pk), partial(_read, pk)) if pk else None for pk in pks]


def address_of(page: Page | None) -> str:
    """Where a reader finds *page*; empty while it is not published."""
    if page is None or not page.live:
        return ""
    return recall(("address", page.pk), lambda: page.get_url() or "")


def _read(pk: Any) -> Page | None:
    return Page.objects.filter(pk=pk).first()


class RecalledLinkHandler(PageLinkHandler):
    """Links in rich text, without a query for each of them once they have been read."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        return [cls._open_tag(attrs.get("id")) for attrs in attrs_list]

    @staticmethod
    def _open_tag(pk: Any) -> str:
        page = linked_page(int(pk)) if str(pk).isdigit() else None
        address = address_of(page)
        return f'<a href="{address}">' if address else "<a>"
