"""What the admin opens to whoever asks for it by number.

Wagtail asks for rights where something is changed. Where it only asks "which one?", as in a chooser
or before a move, it tells all of the staff the titles of drafts and of private pages. Here every
address of the admin is asked the same: may this person work with that page, picture or document?
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page

from core import choosing
from core.errors import error_page
from core.models import CustomDocument, CustomImage

ADMIN, PAGE_CHOOSER = "/admin/", "/admin/choose-page/"
TAGS, SNIPPET_CHOOSERS = "/admin/tag-autocomplete/", "/admin/snippets/choose/"
# For those who operate the site. Wagtail opens some of it to all of the staff.
OPERATING = ("/admin/workflows/", "/admin/embeds/", "/admin/bulk/users/")
SEARCH_WORDS = "/admin/searchpicks/"
# They name the tags that are used most, whatever they are used for.
IMAGES, DOCUMENTS = "/admin/images/chooser/", "/admin/documents/chooser/"
# They name pages, or authors and subjects to narrow a list by, whoever may edit these.
OF_ALL_PAGES = (
    "/admin/reports/page-types-usage/",
    "/admin/pieces/",
    "/admin/meetings/",
    "/admin/resource-list/",
)
# Beyond what a database takes for a number.
NO_ROW = 2**63
LONGEST = len(str(NO_ROW))
# Parts of addresses that are numbers of pages, pictures and documents.
PAGES = ("page_id", "parent_page_id", "page_to_move_id", "destination_id")
# Fields of forms in which a place for pages is chosen: an error would name it.
GOALS = ("new_parent_page", "parent_page", "chooser")
FILES: dict[str, tuple[Any, Callable[[Any, Any], bool]]] = {
    "image_id": (CustomImage, choosing.may_choose_image),
    "document_id": (CustomDocument, choosing.may_choose_document),
    "doc_id": (CustomDocument, choosing.may_choose_document),
}


class AdminNumbersMiddleware:
    """403 where an address of the admin names something that its sender may not work with: the
    same answer, whether there is such a thing or not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if not request.path.startswith(ADMIN) or not request.user.is_authenticated:
            return None
        if request.user.is_superuser or _may_go_on(request, kwargs):
            return None
        return error_page(request, 403)


def _may_go_on(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    user, path = request.user, request.path
    if not _may_ask(user, path, kwargs) or not _may_name_many(user, path, request.GET):
        return False
    return _all_worked_on(user, _numbers(request.POST.get(name, "") for name in GOALS))


def _numbers(sent: Iterable[str]) -> set[int]:
    """Those of *sent* that can be the number of a row."""
    short = (words for words in sent if words.isdecimal() and len(words) <= LONGEST)
    return {int(words) for words in short if int(words) < NO_ROW}


def _may_ask(user: Any, path: str, kwargs: dict[str, Any]) -> bool:
    if path.startswith(OPERATING):
        return False
    if path.startswith(TAGS):
        return choosing.writes_pages(user)
    if path.startswith(SEARCH_WORDS):
        return choosing.has_any_right_to(user, SearchPromotion)
    if path.startswith(IMAGES) and not choosing.chooses_images(user):
        return False
    if path.startswith(DOCUMENTS) and not choosing.chooses_documents(user):
        return False
    if path.startswith(SNIPPET_CHOOSERS):
        return _keeps_snippets(user, path)
    if path.startswith(OF_ALL_PAGES):
        return choosing.writes_all_pages(user)
    return _may_open_pages(user, path, kwargs) and _may_open_files(user, kwargs)


def _keeps_snippets(user: Any, path: str) -> bool:
    """Whether *user* has any right to the snippets that the chooser at *path* lists."""
    try:
        app, name, *_ = path.removeprefix(SNIPPET_CHOOSERS).split("/")
        model = apps.get_model(app, name)
    except (LookupError, ValueError):
        return True  # there is no such address, and Wagtail says so
    return choosing.has_any_right_to(user, model)


def _may_name_many(user: Any, path: str, query: QueryDict) -> bool:
    """Addresses that name many by their numbers: what is done in bulk, and what was just chosen."""
    if not path.startswith(MANY):
        return True
    asked = query.getlist("id")
    if "all" in asked:
        return choosing.writes_all_pages(user)
    numbers = _numbers(asked)
    if len(numbers) != len(set(asked)):
        return False
    theirs = (may_choose for kind, may_choose in KINDS_OF_MANY.items() if f"/{kind}/" in path)
    return all(may_choose(user, numbers) for may_choose in theirs)


def _all_pages(user: Any, numbers: set[int]) -> bool:
    return choosing.choosable_pages(user).filter(pk__in=numbers).count() == len(numbers)


def _all_worked_on(user: Any, numbers: set[int]) -> bool:
    if not numbers:
        return True
    return choosing.pages_worked_on(user).filter(pk__in=numbers).count() == len(numbers)


def _all_images(user: Any, numbers: set[int]) -> bool:
    images = CustomImage.objects.filter(pk__in=numbers)
    return all(choosing.may_choose_image(user, image) for image in images)


def _all_documents(user: Any, numbers: set[int]) -> bool:
    documents = CustomDocument.objects.filter(pk__in=numbers)
    return all(choosing.may_choose_document(user, document) for document in documents)


# Addresses that name many by ?id=, and who may name what there, by a part of the address.
MANY = (
    "/admin/bulk/",
    "/admin/choose-page/chosen-multiple/",
    "/admin/images/chooser/chosen-multiple/",
    "/admin/documents/chooser/chosen-multiple/",
)
KINDS_OF_MANY: dict[str, Callable[[Any, set[int]], bool]] = {
    "choose-page": _all_pages,
    "page": _all_worked_on,
    "customimage": _all_images,
    "images": _all_images,
    "customdocument": _all_documents,
    "documents": _all_documents,
}


def _may_open_pages(user: Any, path: str, kwargs: dict[str, Any]) -> bool:
    asked = {kwargs[name] for name in PAGES if kwargs.get(name)}
    if not asked or (path.startswith(PAGE_CHOOSER) and asked == {_root()}):
        return True
    if max(asked) >= NO_ROW:
        return False
    is_leading = path.startswith(PAGE_CHOOSER)
    theirs = choosing.choosable_pages(user) if is_leading else choosing.pages_worked_on(user)
    return theirs.filter(pk__in=asked).count() == len(asked)


def _root() -> int:
    """The page above all, which says nothing."""
    return Page.objects.get(depth=1).pk


def _may_open_files(user: Any, kwargs: dict[str, Any]) -> bool:
    for name, (model, may_choose) in FILES.items():
        thing = model.objects.filter(pk=kwargs[name]).first() if name in kwargs else None
        if name in kwargs and not (thing and may_choose(user, thing)):
            return False
    return True
