"""Panel of the next meeting on the members' home page."""

from django.http import HttpRequest
from wagtail import hooks

from core.members_dashboard import PANELS_HOOK, MembersHomePanel
from events.models import MeetingPage


@hooks.register(PANELS_HOOK)
def add_next_meeting_panel(request: HttpRequest, panels: list[MembersHomePanel]) -> None:
    """Add the next meeting that is not cancelled, with member-only details if permitted."""
    visible = MeetingPage.objects.visible_to(request.user)
    meeting = visible.upcoming().not_cancelled().for_listing().first()
    panels.append(
        MembersHomePanel(
            "events/next_meeting_panel.html",
            {
                "meeting": meeting,
                "can_view_member_details": meeting
                and meeting.can_view_member_details(request.user),
                "member_details": meeting.get_member_details(request.user) if meeting else None,
            },
            order=10,
        )
    )
