"""Models of meetings: index page, public pages and member-only details.

Template tags, hooks and structured data import it; querysets and forms never do.
"""

from events.models.index import MeetingIndexPage
from events.models.meeting import MeetingPage
from events.models.member_details import MeetingMemberDetails

__all__ = ["MeetingIndexPage", "MeetingMemberDetails", "MeetingPage"]
