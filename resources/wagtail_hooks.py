"""The list of resources in the admin, with the day on which each must be looked at again."""

from typing import Any

from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.viewsets.pages import PageViewSet

from resources.models import ResourcePage


class ResourcePageViewSet(PageViewSet):
    """Resources by title, with their kind and their days, wherever the index is opened."""

    model = ResourcePage
    icon = "folder-open-inverse"
    default_ordering = "title"
    list_filter = ("kind", "topics", "review_by")
    columns = (
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label="Title", sort_key="title", classname="title"),
        Column("kind", label="Kind", accessor="get_kind_display", sort_key="kind", width="12%"),
        Column("checked_on", label="Checked on", sort_key="checked_on", width="12%"),
        Column("review_by", label="Review by", sort_key="review_by", width="12%"),
        PageStatusColumn("status", label="Status", sort_key="live", width="12%"),
    )


@hooks.register("register_admin_viewset")
def register_resource_pages() -> Any:
    return ResourcePageViewSet()
