"""Who is looking: for what is printed far from any request, such as a link within a text.

Outside a request a stranger is looking, so what asks here shows too little rather than too much.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page

from core.editor_permissions import can_choose_document, can_choose_image
from core.visibility import UserOrNone, can_view, hidden_collection_ids

_request: ContextVar[HttpRequest | None] = ContextVar("current_request", default=None)


@contextmanager
def as_user(request: HttpRequest | None) -> Iterator[None]:
    """Until the block ends, whoever sent *request* is looking; None: a stranger."""
    token = _request.set(request)
    try:
        yield
    finally:
        _request.reset(token)


def get_current_user() -> UserOrNone:
    """Who is looking now. Asked anew each time: a preview changes it within its request."""
    return getattr(_request.get(), "user", None)


def can_link_to_page(page: Page) -> bool:
    """Whether the address of *page* may be printed for the viewer."""
    user: Any = get_current_user()
    if can_view(user, page):
        return True
    return _is_preview() and page.permissions_for_user(user).can_edit()


def can_link_to_document(document: Any) -> bool:
    """Whether title and address of *document* may be printed for the viewer."""
    return _is_visible(document) or (
        _is_preview() and can_choose_document(get_current_user(), document)
    )


def can_show_image(image: Any) -> bool:
    """Whether *image* may be shown to the viewer."""
    return _is_visible(image) or (_is_preview() and can_choose_image(get_current_user(), image))


def fallback_url() -> str:
    """Where a link leads that the viewer may not follow: strangers may sign in, and learn no
    more; for who is signed in already it leads nowhere (empty)."""
    is_known = getattr(get_current_user(), "is_authenticated", False)
    return "" if is_known else settings.WAGTAIL_FRONTEND_LOGIN_URL


def _is_visible(obj: Any) -> bool:
    return obj.collection_id not in hidden_collection_ids(get_current_user())


def _is_preview() -> bool:
    """Whether somebody of the staff looks at a page that they are writing: they see it whole, as
    far as they could have chosen what stands in it."""
    request = _request.get()
    user = getattr(request, "user", None)
    return getattr(request, "is_preview", False) and bool(getattr(user, "is_authenticated", 0))
