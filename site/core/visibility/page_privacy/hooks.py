"""Hooks that keep, confirm and report privacy when editors copy, move or convert pages."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin import messages as wagtail_messages
from wagtail.models import Page

from core.visibility.editor_permissions import get_explorable_pages
from core.visibility.page_privacy.file_views import page_files
from core.visibility.page_privacy.files import get_public_files
from core.visibility.page_privacy.restrictions import (
    OpenedPage,
    copy_view_restrictions,
    describe_readers,
    get_pages_opened_by_move,
    preserve_restrictions_without_source,
)
from core.visibility.restrictions import (
    get_restricted_page_subtrees,
    get_restriction_ids,
    restrictions_at,
)

CONFIRM_MOVE_TEMPLATE = "core/page_privacy/confirm_move.html"


@hooks.register("register_admin_urls")
def register_page_files() -> list[URLPattern]:
    return [path("pages/<int:page_id>/files/", page_files, name="page_files")]


@hooks.register("after_copy_page")
def copy_page_privacy(request: HttpRequest, page: Page, new_page: Page) -> None:
    # An alias follows the restrictions of its source (core.visibility.restrictions).
    if not new_page.alias_of_id:
        copy_view_restrictions(page, new_page)


@hooks.register("before_convert_alias_page")
def preserve_privacy_of_converted_alias(request: HttpRequest, page: Page) -> None:
    if request.method == "POST":
        preserve_restrictions_without_source(page)


@hooks.register("before_move_page")
def confirm_move(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Ask on the confirmation page of the move who can view it; by default it stays private."""
    if request.method == "POST":
        _store_restrictions(request, [page])
        return None
    return _render_confirmation(request, [page], destination)


@hooks.register("after_move_page")
def apply_move_choice(request: HttpRequest, page: Page) -> None:
    _apply_move_choice(request, [page])


@hooks.register("before_bulk_action")
def confirm_bulk_move(
    request: HttpRequest, action_type: str, objects: list[Any], action_instance: Any
) -> HttpResponse | None:
    """Ask after the destination has been chosen; nothing moves until the editor has answered."""
    if action_type != "move" or not all(isinstance(item, Page) for item in objects):
        return None
    destination = action_instance.cleaned_form.cleaned_data["chooser"]
    if "readers" not in request.POST and (
        confirmation := _render_confirmation(request, objects, destination, chooser=destination.pk)
    ):
        return confirmation
    _store_restrictions(request, objects)
    return None


@hooks.register("after_bulk_action")
def apply_bulk_move_choice(
    request: HttpRequest, action_type: str, objects: list[Any], action_instance: Any
) -> None:
    if action_type == "move" and all(isinstance(item, Page) for item in objects):
        _apply_move_choice(request, objects)


def _render_confirmation(
    request: HttpRequest, pages: list[Page], destination: Page, chooser: int | None = None
) -> HttpResponse | None:
    """A page that asks whether *pages* should become visible to more people; None if none would."""
    opened = get_pages_opened_by_move(pages, destination)
    if not opened:
        return None
    known_pages, other_count = _split_known_pages(request, opened)
    opened_pks = {item.page.pk for item in opened}
    context = {
        "pages": pages,
        "destination": destination,
        "chooser": chooser,
        "can_open": all(_can_set_privacy(request, page) for page in (*pages, destination)),
        "is_public": not any(item.then for item in opened),
        "count": len(opened),
        "opening": _describe_opened(known_pages, len(opened)),
        "still_private": [
            page for page in pages if page.pk not in opened_pks and get_restriction_ids(page)
        ],
        "known_pages": known_pages,
        "other_count": other_count,
    }
    return TemplateResponse(request, CONFIRM_MOVE_TEMPLATE, context)


def _describe_opened(known_pages: list[dict[str, Any]], count: int) -> str:
    """The titles of the pages; only their number if there are more than two or some are hidden."""
    if len(known_pages) == count <= 2:
        return " and ".join(f"“{item['page'].get_admin_display_title()}”" for item in known_pages)
    return f"{count} pages" if count > 1 else "One page"


def _split_known_pages(
    request: HttpRequest, opened: list[OpenedPage]
) -> tuple[list[dict[str, Any]], int]:
    """Descriptions of the pages that the editor can explore, and the number of others."""
    pks = [item.page.pk for item in opened]
    known = set(get_explorable_pages(request.user).filter(pk__in=pks).values_list("pk", flat=True))
    known_pages = [
        {
            "page": item.page.specific_deferred,
            "now": describe_readers(item.now),
            "then": describe_readers(item.then),
        }
        for item in opened
        if item.page.pk in known
    ]
    return known_pages, len(opened) - len(known_pages)


def _can_set_privacy(request: HttpRequest, page: Page) -> bool:
    return page.permissions_for_user(request.user).can_set_view_restrictions()


def _store_restrictions(request: HttpRequest, pages: Iterable[Page]) -> None:
    """Store the pages' own restrictions on the request, since the move may add some."""
    request.restrictions_before_move = {  # type: ignore[attr-defined]
        page.pk: set(page.view_restrictions.values_list("pk", flat=True)) for page in pages
    }


def _apply_move_choice(request: HttpRequest, pages: Iterable[Page]) -> None:
    """Delete the restrictions that the move added if the editor chose so, and show the readers."""
    is_wanted = request.POST.get("readers") == "more"
    before: dict[int, set[int]] = request.restrictions_before_move  # type: ignore[attr-defined]
    for moved in Page.objects.filter(pk__in=[page.pk for page in pages]):
        added = list(moved.view_restrictions.exclude(pk__in=before[moved.pk]))
        if is_wanted and _can_set_privacy(request, moved):
            for restriction in added:
                restriction.delete(user=request.user)
        if added:
            readers = describe_readers(restrictions_at(moved.path, get_restricted_page_subtrees()))
            messages.info(request, f"Who can read “{moved.draft_title}” now: {readers}.")
        _warn_about_public_files(request, moved)


def _warn_about_public_files(request: HttpRequest, page: Page) -> None:
    if get_public_files(page):
        see = wagtail_messages.button(reverse("page_files", args=[page.pk]), "See files")
        text = f"Some images or documents on “{page.draft_title}” stay public."
        wagtail_messages.warning(request, text, buttons=[see])
