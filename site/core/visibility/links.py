"""Links in rich text and blocks, which show no URL that the current user cannot view.

The link text remains. A URL would reveal the title of a page or the name of a file.
"""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.utils.html import format_html
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.images.rich_text import ImageEmbedHandler
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from core.caching import cached_until_change
from core.visibility.current_user import (
    can_link_to_document,
    can_link_to_page,
    can_show_image,
    fallback_url,
)

EMPTY_IMAGE = '<img alt="">'


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


class VisiblePageLinkHandler(PageLinkHandler):
    """Links to pages, which are read from the cache."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        return [_build_link(_get_page_url(attrs.get("id"))) for attrs in attrs_list]


class VisibleDocumentLinkHandler(DocumentLinkHandler):
    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        return [_build_link(_get_document_url(it)) for it in cls.get_many(attrs_list)]


class VisibleImageEmbedHandler(ImageEmbedHandler):
    """Images within rich text. Editors cannot add them, but an import might."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        html_tags = super().expand_db_attributes_many(attrs_list)
        images = cls.get_many(attrs_list)
        return [
            tag if image and can_show_image(image) else EMPTY_IMAGE
            for tag, image in zip(html_tags, images, strict=True)
        ]


def _get_page_url(pk: Any) -> str:
    return get_visible_url(get_linked_page(int(pk)) if str(pk).isdigit() else None)


def _get_document_url(document: Any) -> str:
    if document is None:
        return ""
    return document.url if can_link_to_document(document) else fallback_url()


def _build_link(url: str) -> str:
    return format_html('<a href="{}">', url) if url else "<a>"


def _read_page(pk: Any) -> Page | None:
    return Page.objects.filter(pk=pk).specific(defer=True).first()
