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

from core.choosing import may_choose_document, may_choose_image
from core.visibility import Viewer, can_view, hidden_collection_ids

_request: ContextVar[HttpRequest | None] = ContextVar("viewing", default=None)


@contextmanager
def viewing(request: HttpRequest | None) -> Iterator[None]:
    """Until the block ends, whoever sent *request* is looking; None: a stranger."""
    token = _request.set(request)
    try:
        yield
    finally:
        _request.reset(token)


def current_viewer() -> Viewer:
    """Who is looking now. Asked anew each time: a preview changes it within its request."""
    return getattr(_request.get(), "user", None)


def shows_page(page: Page) -> bool:
    """Whether the address of *page* may be printed for the viewer."""
    viewer: Any = current_viewer()
    if can_view(viewer, page):
        return True
    return _previews() and page.permissions_for_user(viewer).can_edit()


def shows_document(document: Any) -> bool:
    """Whether title and address of *document* may be printed for the viewer."""
    return _is_open(document) or (_previews() and may_choose_document(current_viewer(), document))


def shows_image(image: Any) -> bool:
    """Whether *image* may be shown to the viewer."""
    return _is_open(image) or (_previews() and may_choose_image(current_viewer(), image))


def instead_of_address() -> str:
    """Where a link leads that the viewer may not follow: strangers may sign in, and learn no
    more; for who is signed in already it leads nowhere (empty)."""
    is_known = getattr(current_viewer(), "is_authenticated", False)
    return "" if is_known else settings.WAGTAIL_FRONTEND_LOGIN_URL


def _is_open(thing: Any) -> bool:
    return thing.collection_id not in hidden_collection_ids(current_viewer())


def _previews() -> bool:
    """Whether somebody of the staff looks at a page that they are writing: they see it whole, as
    far as they could have chosen what stands in it."""
    request = _request.get()
    viewer = getattr(request, "user", None)
    return getattr(request, "is_preview", False) and bool(getattr(viewer, "is_authenticated", 0))
