"""The user of the current request, for code that does not get the request, such as rich text.

Outside a request there is no user, so private content is hidden.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page

from core.visibility.editor_permissions import can_choose_document, can_choose_image
from core.visibility.restrictions import UserOrNone, can_view, get_hidden_collection_ids

_request: ContextVar[HttpRequest | None] = ContextVar("current_request", default=None)


@contextmanager
def as_user(request: HttpRequest | None) -> Iterator[None]:
    """Make the user of *request* the current user within the block; None means no user."""
    token = _request.set(request)
    try:
        yield
    finally:
        _request.reset(token)


def get_current_user() -> UserOrNone:
    """The current user. Not cached, because a preview changes the user within its request."""
    return getattr(_request.get(), "user", None)


def can_link_to_page(page: Page) -> bool:
    """Whether the current user may see the URL of *page*."""
    user: Any = get_current_user()
    if can_view(user, page):
        return True
    return _is_preview() and page.permissions_for_user(user).can_edit()


def can_link_to_document(document: Any) -> bool:
    """Whether the current user may see the title and URL of *document*."""
    return _is_visible(document) or (
        _is_preview() and can_choose_document(get_current_user(), document)
    )


def can_show_image(image: Any) -> bool:
    """Whether the current user may see *image*."""
    return _is_visible(image) or (_is_preview() and can_choose_image(get_current_user(), image))


def fallback_url() -> str:
    """Replacement for a hidden URL: the login page for anonymous users, else an empty string."""
    is_known = getattr(get_current_user(), "is_authenticated", False)
    return "" if is_known else settings.WAGTAIL_FRONTEND_LOGIN_URL


def _is_visible(obj: Any) -> bool:
    return obj.collection_id not in get_hidden_collection_ids(get_current_user())


def _is_preview() -> bool:
    """Whether this is a page preview, which shows everything that the editor can choose."""
    request = _request.get()
    user = getattr(request, "user", None)
    return getattr(request, "is_preview", False) and bool(getattr(user, "is_authenticated", 0))
