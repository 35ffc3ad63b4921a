"""Admin listing of meetings, sorted by start."""

from typing import ClassVar

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import (
    BulkActionsColumn,
    PageStatusColumn,
    PageTitleColumn,
)
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from core.admin.dashboard import DASHBOARD_LINKS_HOOK, QuickLink, add_page_link
from core.admin.menu import EditorsMenuItem
from events import members_home  # noqa: F401  (its hook)
from events.models import MeetingPage
from events.times import format_long_date, format_time


def format_start(meeting: MeetingPage) -> str:
    """Start in the time zone of the meeting, not of the current user."""
    start = meeting.local_start
    return f"{format_long_date(start)}, {format_time(start)}" if start else "No date set"


class MeetingIndexView(IndexView):
    default_ordering = "-start"


class MeetingListingViewSet(PageListingViewSet):
    model = MeetingPage
    index_view_class = MeetingIndexView
    icon = "calendar-alt"
    menu_label = "Meetings"
    menu_order = 220
    add_to_admin_menu = True
    menu_item_class = EditorsMenuItem
    list_filter: ClassVar[list[str]] = ["status", "mode", "audience"]
    columns: ClassVar[list[Column]] = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label="Title", sort_key="title", classname="title"),
        Column("start", label="Starts", accessor=format_start, sort_key="start"),
        Column(
            "meeting_status",
            label="Meeting status",
            accessor="get_status_display",
            sort_key="status",
        ),
        PageStatusColumn("status", label="Page status", sort_key="live", width="12%"),
    ]


@hooks.register("register_admin_viewset")
def register_meeting_listing() -> MeetingListingViewSet:
    return MeetingListingViewSet("meetings")


@hooks.register(DASHBOARD_LINKS_HOOK)
def add_meeting_link(request: HttpRequest) -> QuickLink | None:
    return add_page_link(
        MeetingPage,
        request,
        title="Announce a meeting",
        text="The date and area are public. How to get there is for members only.",
        icon="calendar-alt",
        order=20,
        extra_title="All meetings",
        extra_url=reverse("meetings:index"),
    )
