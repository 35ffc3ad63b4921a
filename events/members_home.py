"""The next meeting, with its place, on the home of members."""

from django.http import HttpRequest

from core.slots import Part
from events.models import MeetingPage


def next_meeting(request: HttpRequest) -> Part:
    """The next meeting that goes ahead, and what the person asking may know of the way there."""
    visible = MeetingPage.objects.visible_to(request.user)
    meeting = visible.upcoming().going_ahead().for_listing().first()
    return Part(
        "events/members_home.html",
        {
            "meeting": meeting,
            "is_admitted": meeting and meeting.admits(request.user),
            "secrets": meeting.secrets_for(request.user) if meeting else None,
        },
        order=10,
    )
