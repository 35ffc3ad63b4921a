"""Permission checks for objects whose primary keys are in URLs of the admin.

Wagtail checks permissions only where something is changed. Choosers and the first step of a move
show titles of drafts and private pages to all staff. This middleware checks permissions for the
pages, images and documents in every URL of the admin.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page

from core.models import CustomDocument, CustomImage
from core.views.errors import render_error_page
from core.visibility import editor_permissions

ADMIN_URL, PAGE_CHOOSER_URL = "/admin/", "/admin/choose-page/"
TAG_AUTOCOMPLETE_URL, SNIPPET_CHOOSER_URL = "/admin/tag-autocomplete/", "/admin/snippets/choose/"
# Wagtail lets all staff use some of these, and redirects from the others instead of responding with
# 403.
SUPERUSER_ONLY_URLS = (
    "/admin/workflows/",
    "/admin/embeds/",
    "/admin/bulk/users/",
    "/admin/email-queue/",
    "/admin/access-log/",
)
PROMOTED_SEARCH_URL = "/admin/searchpicks/"
# These views show the most popular tags of all images or documents.
IMAGE_CHOOSER_URL, DOCUMENT_CHOOSER_URL = "/admin/images/chooser/", "/admin/documents/chooser/"
# These views show titles of all pages, or authors and topics as filters, without permission checks.
ALL_PAGES_URLS = (
    "/admin/reports/page-types-usage/",
    "/admin/news/",
    "/admin/meetings/",
    "/admin/resource-list/",
)
# The largest primary key that both databases accept.
MAX_PK = 2**63 - 1
MAX_DIGITS = len(str(MAX_PK))
# URL keyword arguments that are primary keys of pages, images and documents.
PAGE_KWARGS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id")
# Form fields for the destination of pages. An error message would contain its title.
DESTINATION_FIELDS = ("new_parent_page", "parent_page", "chooser")
FILE_KWARGS: dict[str, tuple[Any, Callable[[Any, Any], bool]]] = {
    "image_id": (CustomImage, editor_permissions.can_choose_image),
    "document_id": (CustomDocument, editor_permissions.can_choose_document),
    "doc_id": (CustomDocument, editor_permissions.can_choose_document),
}


class AdminObjectAccessMiddleware:
    """Respond with 403 if the user lacks permission for an object in a URL of the admin.

    The response is the same if there is no such object, so it does not reveal which exist.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if not request.path.startswith(ADMIN_URL) or not request.user.is_authenticated:
            return None
        if request.user.is_superuser or _is_allowed(request, kwargs):
            return None
        return render_error_page(request, 403)


def _is_allowed(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    user, path = request.user, request.path
    if not _can_request_url(user, path, kwargs) or not _can_use_bulk_url(user, path, request.GET):
        return False
    return _can_explore_all_pages(
        user, _parse_pks(request.POST.get(name, "") for name in DESTINATION_FIELDS)
    )


def _parse_pks(sent: Iterable[str]) -> set[int]:
    """The strings in *sent* that are valid primary keys, as integers."""
    short = (value for value in sent if value.isdecimal() and len(value) <= MAX_DIGITS)
    return {int(value) for value in short if int(value) <= MAX_PK}


def _can_request_url(user: Any, path: str, kwargs: dict[str, Any]) -> bool:
    if path.startswith(SUPERUSER_ONLY_URLS):
        return False
    if path.startswith(TAG_AUTOCOMPLETE_URL):
        return editor_permissions.can_edit_pages(user)
    if path.startswith(PROMOTED_SEARCH_URL):
        return editor_permissions.has_any_model_permission(user, SearchPromotion)
    if path.startswith(IMAGE_CHOOSER_URL) and not editor_permissions.has_any_image_permission(user):
        return False
    if path.startswith(DOCUMENT_CHOOSER_URL) and not editor_permissions.has_any_document_permission(
        user
    ):
        return False
    if path.startswith(SNIPPET_CHOOSER_URL):
        return _has_snippet_permission(user, path)
    if path.startswith(ALL_PAGES_URLS):
        return editor_permissions.can_edit_all_pages(user)
    return _can_use_pages(user, path, kwargs) and _can_use_files(user, kwargs)


def _has_snippet_permission(user: Any, path: str) -> bool:
    """Whether *user* has any permission for the snippets that the chooser at *path* lists."""
    try:
        app, name, *_ = path.removeprefix(SNIPPET_CHOOSER_URL).split("/")
        model = apps.get_model(app, name)
    except (LookupError, ValueError):
        return True  # no such model: Wagtail responds with 404
    return editor_permissions.has_any_model_permission(user, model)


def _can_use_bulk_url(user: Any, path: str, query: QueryDict) -> bool:
    """Check URLs with several primary keys: bulk actions, and choosers of several objects."""
    if not path.startswith(BULK_URLS):
        return True
    requested = query.getlist("id")
    if "all" in requested:
        return editor_permissions.can_edit_all_pages(user)
    pks = _parse_pks(requested)
    if len(pks) != len(set(requested)):
        return False
    theirs = (can_use for kind, can_use in BULK_CHECKS.items() if f"/{kind}/" in path)
    return all(can_use(user, pks) for can_use in theirs)


def _can_link_to_all_pages(user: Any, pks: set[int]) -> bool:
    return editor_permissions.get_linkable_pages(user).filter(pk__in=pks).count() == len(pks)


def _can_explore_all_pages(user: Any, pks: set[int]) -> bool:
    if not pks:
        return True
    return editor_permissions.get_explorable_pages(user).filter(pk__in=pks).count() == len(pks)


def _can_choose_all_images(user: Any, pks: set[int]) -> bool:
    images = CustomImage.objects.filter(pk__in=pks)
    return all(editor_permissions.can_choose_image(user, image) for image in images)


def _can_choose_all_documents(user: Any, pks: set[int]) -> bool:
    documents = CustomDocument.objects.filter(pk__in=pks)
    return all(editor_permissions.can_choose_document(user, document) for document in documents)


# URLs with several primary keys as ?id=, and the check for each type of object in the path.
BULK_URLS = (
    "/admin/bulk/",
    "/admin/choose-page/chosen-multiple/",
    "/admin/images/chooser/chosen-multiple/",
    "/admin/documents/chooser/chosen-multiple/",
)
BULK_CHECKS: dict[str, Callable[[Any, set[int]], bool]] = {
    "choose-page": _can_link_to_all_pages,
    "page": _can_explore_all_pages,
    "customimage": _can_choose_all_images,
    "images": _can_choose_all_images,
    "customdocument": _can_choose_all_documents,
    "documents": _can_choose_all_documents,
}


def _can_use_pages(user: Any, path: str, kwargs: dict[str, Any]) -> bool:
    requested = {kwargs[name] for name in PAGE_KWARGS if kwargs.get(name)}
    if not requested or (path.startswith(PAGE_CHOOSER_URL) and requested == {_get_root_pk()}):
        return True
    if max(requested) > MAX_PK:
        return False
    is_leading = path.startswith(PAGE_CHOOSER_URL)
    theirs = (
        editor_permissions.get_linkable_pages(user)
        if is_leading
        else editor_permissions.get_explorable_pages(user)
    )
    return theirs.filter(pk__in=requested).count() == len(requested)


def _get_root_pk() -> int:
    """Primary key of the root page, whose title is no secret."""
    return Page.objects.get(depth=1).pk


def _can_use_files(user: Any, kwargs: dict[str, Any]) -> bool:
    for name, (model, can_use) in FILE_KWARGS.items():
        obj = model.objects.filter(pk=kwargs[name]).first() if name in kwargs else None
        if name in kwargs and not (obj and can_use(user, obj)):
            return False
    return True
