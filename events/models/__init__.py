"""Meetings: public pages, and their member-only details."""

from events.models.index import MeetingIndexPage
from events.models.meeting import MeetingPage
from events.models.member_details import MeetingMemberDetails

__all__ = ["MeetingIndexPage", "MeetingMemberDetails", "MeetingPage"]
