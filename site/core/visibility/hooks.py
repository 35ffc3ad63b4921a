"""Wagtail hooks that check who can view pages and documents, and who can link to pages."""

from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry

from core.visibility.editor_permissions import get_linkable_pages
from core.visibility.links import (
    VisibleDocumentLinkHandler,
    VisibleImageEmbedHandler,
    VisiblePageLinkHandler,
)
from core.visibility.restrictions import can_view, get_hidden_collection_ids


# Runs before Wagtail's own checks. Those would redirect signed-in users to the login page in an
# endless loop, and ask for a shared password where an imported view restriction has one.
@hooks.register("before_serve_page", order=-1)
def check_page_visibility(
    page: Page, request: HttpRequest, *serve_args: Any
) -> HttpResponse | None:
    return None if can_view(request.user, page) else _deny_or_login(request)


@hooks.register("before_serve_document", order=-1)
def check_document_visibility(
    document: AbstractDocument, request: HttpRequest
) -> HttpResponse | None:
    is_open = document.collection_id not in get_hidden_collection_ids(request.user)
    return None if is_open else _deny_or_login(request)


def _deny_or_login(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.get_full_path(), settings.WAGTAIL_FRONTEND_LOGIN_URL)


@hooks.register("register_rich_text_features", order=100)
def register_link_handlers(features: FeatureRegistry) -> None:
    """Replace Wagtail's link handlers with ones that check visibility."""
    features.register_link_type(VisiblePageLinkHandler)
    features.register_link_type(VisibleDocumentLinkHandler)
    features.register_embed_type(VisibleImageEmbedHandler)


@hooks.register("construct_page_chooser_queryset")
def filter_page_chooser(queryset: Any, request: HttpRequest) -> Any:
    """Offer only pages that the user can link to.

    Wagtail offers all pages to all staff, including drafts and private ones.
    """
    return queryset.filter(pk__in=get_linkable_pages(request.user).order_by().values("pk"))
