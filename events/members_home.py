"""Panel of the next meeting on the members' home page."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from events.models import MeetingPage


class NextMeetingPanel(Component):
    """The next meeting that is not cancelled, with member-only details if permitted."""

    template_name = "events/next_meeting_panel.html"
    order = 10

    def get_context_data(self, parent_context: Mapping[str, Any] | None) -> dict[str, Any]:
        context = parent_context or {}
        request = context["request"]
        visible = MeetingPage.objects.visible_to(request.user)
        meeting = visible.upcoming().not_cancelled().for_listing().first()
        return {
            "request": request,
            "site_chrome": context["site_chrome"],
            "meeting": meeting,
            "can_view_member_details": meeting and meeting.can_view_member_details(request.user),
            "member_details": meeting.get_member_details(request.user) if meeting else None,
        }


@hooks.register("construct_members_home_panels")
def add_next_meeting_panel(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(NextMeetingPanel())
