"""Meetings: what everybody may know of them, and apart from that what only members may."""

from events.models.index import MeetingIndexPage
from events.models.meeting import MeetingPage
from events.models.secrets import MeetingSecrets

__all__ = ["MeetingIndexPage", "MeetingPage", "MeetingSecrets"]
