"""Rich text handlers that remove URLs of pages and files which the current user cannot view.

The link text remains. A URL would reveal the title of a page or the name of a file.
"""

from typing import Any

from django.utils.html import format_html
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.images.rich_text import ImageEmbedHandler
from wagtail.rich_text.pages import PageLinkHandler

from core.visibility.current_user import can_link_to_document, can_show_image, fallback_url
from core.visibility.links import get_linked_page, get_visible_url

EMPTY_IMAGE = '<img alt="">'


class VisiblePageLinkHandler(PageLinkHandler):
    """Links to pages, which are read from the cache (core.visibility.links)."""

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
