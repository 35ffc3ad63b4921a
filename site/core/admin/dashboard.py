"""Quick links on the dashboard of the admin.

Each app registers functions for the hook ``construct_dashboard_links``. They are called with the
request, and return a QuickLink, or None if the user lacks the permission.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from core.visibility.editor_permissions import can_edit_all_pages

DASHBOARD_LINKS_HOOK = "construct_dashboard_links"


@dataclass(frozen=True)
class QuickLink:
    """A link to an admin view, with an optional second link after its text. Sorted by *order*."""

    title: str
    text: str
    icon: str
    url: str
    order: int
    extra_title: str = ""
    extra_url: str = ""


class QuickLinksPanel(Component):
    """Panel with the quick links; users without any get a link to their account instead."""

    name = "quick_links"
    template_name = "core/quick_links.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any] | None) -> dict[str, Any]:
        request = (parent_context or {})["request"]
        return {"links": get_quick_links(request) or [account_link()]}


def account_link() -> QuickLink:
    return QuickLink(
        title="Your account",
        text="Change your password and the name other staff see.",
        icon="user",
        url=reverse("wagtailadmin_account"),
        order=900,
    )


def get_quick_links(request: HttpRequest) -> list[QuickLink]:
    """The links that the user has permission for, in order."""
    links = (get_link(request) for get_link in hooks.get_hooks(DASHBOARD_LINKS_HOOK))
    return sorted((link for link in links if link), key=lambda link: link.order)


def add_page_link(model: type[Page], request: HttpRequest, **fields: Any) -> QuickLink | None:
    """A link to the form for a new page of *model*, or None without permission."""
    url = get_add_page_url(model, request)
    if not can_edit_all_pages(request.user):
        # The second link leads to a list of all pages, which they cannot open.
        fields |= {"extra_title": "", "extra_url": ""}
    return QuickLink(url=url, **fields) if url else None


def get_add_page_url(model: type[Page], request: HttpRequest) -> str:
    """URL for adding a page of *model*; empty without a parent page or without permission."""
    for parent_model in model.allowed_parent_page_models():
        for parent in parent_model._default_manager.all():
            if parent.permissions_for_user(request.user).can_add_subpage():
                meta = model._meta
                place = [meta.app_label, meta.model_name, parent.pk]
                return reverse("wagtailadmin_pages:add", args=place)
    return ""
