"""Protect the pages that NavigationSettings links to: they stay published and public."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from wagtail import hooks
from wagtail.admin.auth import require_admin_access
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.models import Page

from core.models import NavigationSettings
from core.visibility.page_privacy import views as page_privacy


@require_admin_access
def set_privacy(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """Wagtail's privacy dialog, refused for protected pages and their ancestors."""
    page = get_object_or_404(Page, pk=page_id)
    protected = NavigationSettings.load().protected_pages_under(page)
    if not protected:
        return page_privacy.set_privacy(request, page_id)
    return render_modal_workflow(
        request,
        "wagtailadmin/protected_page.html",
        None,
        {"titles": protected},
        json_data={"step": "protected"},
    )


@hooks.register("before_delete_page")
@hooks.register("before_unpublish_page")
def prevent_removing_protected_pages(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete or unpublish pages in NavigationSettings, and their ancestors."""
    protected = NavigationSettings.load().protected_pages_under(page)
    if not protected:
        return None
    names = ", ".join(f"“{name}”" for name in protected)
    messages.error(
        request,
        f"You cannot do this because every page links to {names}. First choose another page "
        "under Settings > Menus and footer.",
    )
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action")
def prevent_removing_protected_pages_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action_instance: Any
) -> HttpResponse | None:
    if action_type not in {"delete", "unpublish"}:
        return None
    pages = (item for item in objects if isinstance(item, Page))
    return next(
        (answer for page in pages if (answer := prevent_removing_protected_pages(request, page))),
        None,
    )
