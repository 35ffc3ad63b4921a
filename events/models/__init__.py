"""Meetings: what everybody may know of them, and apart from that what only members may."""

from events.models.index import MeetingIndexPage
from events.models.meeting import MeetingPage
from events.models.member_details import MeetingMemberDetails

__all__ = ["MeetingIndexPage", "MeetingMemberDetails", "MeetingPage"]
