"""What editors are asked, and told, when they copy, move or convert something private."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin import messages as wagtails_messages
from wagtail.models import Page

from core.editor_permissions import explorable_pages
from core.page_privacy.file_views import page_files
from core.page_privacy.files import public_files_of
from core.page_privacy.restrictions import (
    OpenedPage,
    describe_readers,
    keep_private_when_copied,
    keep_private_without_source,
    pages_opened_by_move,
    restrictions_at,
)
from core.visibility import restricted_page_subtrees, restrictions_on

QUESTION = "core/page_privacy/confirm_move.html"


@hooks.register("register_admin_urls")
def register_page_files() -> list[URLPattern]:
    return [path("pages/<int:page_id>/files/", page_files, name="page_files")]


@hooks.register("after_copy_page")
def keep_copies_private(request: HttpRequest, page: Page, new_page: Page) -> None:
    # An alias is as private as its source already (core.visibility), and opens with it.
    if not new_page.alias_of_id:
        keep_private_when_copied(page, new_page)


@hooks.register("before_convert_alias_page")
def keep_converted_aliases_private(request: HttpRequest, page: Page) -> None:
    if request.method == "POST":
        keep_private_without_source(page)


@hooks.register("before_move_page")
def ask_before_opening(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Ask on the page that confirms the move; without an answer, the page stays private."""
    if request.method == "POST":
        _store_restrictions(request, [page])
        return None
    return _question(request, [page], destination)


@hooks.register("after_move_page")
def open_if_wanted(request: HttpRequest, page: Page) -> None:
    _open_if_wanted(request, [page])


@hooks.register("before_bulk_action")
def ask_before_opening_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action_instance: Any
) -> HttpResponse | None:
    """Ask once the destination is known; without an answer, nothing has moved yet."""
    if action_type != "move" or not all(isinstance(item, Page) for item in objects):
        return None
    destination = action_instance.cleaned_form.cleaned_data["chooser"]
    if "readers" not in request.POST and (
        question := _question(request, objects, destination, chooser=destination.pk)
    ):
        return question
    _store_restrictions(request, objects)
    return None


@hooks.register("after_bulk_action")
def open_if_wanted_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action_instance: Any
) -> None:
    if action_type == "move" and all(isinstance(item, Page) for item in objects):
        _open_if_wanted(request, objects)


def _question(
    request: HttpRequest, pages: list[Page], destination: Page, chooser: int | None = None
) -> HttpResponse | None:
    """The page that asks whether *pages* shall open; None where no page would."""
    opened = pages_opened_by_move(pages, destination)
    if not opened:
        return None
    named, unnamed = _split_named(request, opened)
    opened_pks = {item.page.pk for item in opened}
    context = {
        "pages": pages,
        "destination": destination,
        "chooser": chooser,
        "may_open": all(_may_open(request, page) for page in (*pages, destination)),
        "is_public": not any(item.then for item in opened),
        "count": len(opened),
        "opening": _describe_opened(named, len(opened)),
        "kept": [page for page in pages if page.pk not in opened_pks and restrictions_on(page)],
        "named": named,
        "unnamed": unnamed,
    }
    return TemplateResponse(request, QUESTION, context)


def _describe_opened(named: list[dict[str, Any]], count: int) -> str:
    """Their names, or how many they are where there are more than two or some have no name here."""
    if len(named) == count <= 2:
        return " and ".join(f"“{item['page'].get_admin_display_title()}”" for item in named)
    return f"{count} pages" if count > 1 else "One page"


def _split_named(
    request: HttpRequest, opened: list[OpenedPage]
) -> tuple[list[dict[str, Any]], int]:
    """Those that this editor works on, in words, and how many others there are."""
    numbers = [item.page.pk for item in opened]
    known = set(explorable_pages(request.user).filter(pk__in=numbers).values_list("pk", flat=True))
    named = [
        {
            "page": item.page.specific_deferred,
            "now": describe_readers(item.now),
            "then": describe_readers(item.then),
        }
        for item in opened
        if item.page.pk in known
    ]
    return named, len(opened) - len(named)


def _may_open(request: HttpRequest, page: Page) -> bool:
    return page.permissions_for_user(request.user).can_set_view_restrictions()


def _store_restrictions(request: HttpRequest, pages: Iterable[Page]) -> None:
    """Remember which rules the pages have of their own: the move may add some."""
    request.restrictions_before_move = {  # type: ignore[attr-defined]
        page.pk: set(page.view_restrictions.values_list("pk", flat=True)) for page in pages
    }


def _open_if_wanted(request: HttpRequest, pages: Iterable[Page]) -> None:
    """Take away the rules that the move has added, if the editor said so; and say how it stands."""
    is_wanted = request.POST.get("readers") == "more"
    before: dict[int, set[int]] = request.restrictions_before_move  # type: ignore[attr-defined]
    for moved in Page.objects.filter(pk__in=[page.pk for page in pages]):
        added = list(moved.view_restrictions.exclude(pk__in=before[moved.pk]))
        if is_wanted and _may_open(request, moved):
            for restriction in added:
                restriction.delete(user=request.user)
        if added:
            readers = describe_readers(restrictions_at(moved.path, restricted_page_subtrees()))
            messages.info(request, f"Who may read “{moved.draft_title}” now: {readers}.")
        _tell_of_public_files(request, moved)


def _tell_of_public_files(request: HttpRequest, page: Page) -> None:
    if public_files_of(page):
        see = wagtails_messages.button(reverse("page_files", args=[page.pk]), "See which")
        text = f"Some pictures or documents of “{page.draft_title}” stay public."
        wagtails_messages.warning(request, text, buttons=[see])
