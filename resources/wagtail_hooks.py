"""Admin listings of resources, with the date by which each must be reviewed."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet

from core.admin.dashboard import DASHBOARD_LINKS_HOOK, QuickLink, add_page_link
from core.admin.menu import EditorsMenuItem
from resources.models import ResourcePage


class ResourcePageViewSet(PageViewSet):
    """Explorer listing of resources by title, with type and review dates."""

    model = ResourcePage
    icon = "clipboard-list"
    list_filter = ("kind", "topics", "review_by")
    columns = (
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label="Title", sort_key="title", classname="title"),
        Column("kind", label="Type", accessor="get_kind_display", sort_key="kind", width="12%"),
        Column("checked_on", label="Last checked", sort_key="checked_on", width="12%"),
        Column("review_by", label="Check again by", sort_key="review_by", width="12%"),
        PageStatusColumn("status", label="Status", sort_key="live", width="12%"),
    )


class ResourceIndexView(IndexView):
    default_ordering = "title"


class ResourceListingViewSet(PageListingViewSet):
    """Listing of all resources, as an item of the main menu."""

    model = ResourcePage
    index_view_class = ResourceIndexView
    icon = "clipboard-list"
    menu_label = "Resources"
    menu_order = 230
    add_to_admin_menu = True
    menu_item_class = EditorsMenuItem
    list_filter = ResourcePageViewSet.list_filter
    columns = ResourcePageViewSet.columns


@hooks.register("register_admin_viewset")
def register_resource_viewsets() -> Any:
    return [
        ResourcePageViewSet(),
        ResourceListingViewSet("resource_list", url_prefix="resource-list"),
    ]


@hooks.register(DASHBOARD_LINKS_HOOK)
def add_resource_link(request: HttpRequest) -> QuickLink | None:
    return add_page_link(
        ResourcePage,
        request,
        title="Add a resource",
        text="Add a guide, book, helpline or anything else that has helped.",
        icon="clipboard-list",
        order=30,
        extra_title="All resources",
        extra_url=reverse("resource_list:index"),
    )
