"""The meetings index: next meeting, upcoming meetings by month, past ones by year."""

from collections.abc import Callable, Iterable
from itertools import groupby
from operator import attrgetter
from typing import Any, ClassVar

from django.http import HttpRequest

from core.models import ListingPage
from events.models.meeting import MeetingPage
from events.querysets import MeetingPageQuerySet


class MeetingIndexPage(ListingPage):
    """Index of all meetings."""

    page_size = 24
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["events.MeetingPage"]
    template = "events/meeting_index_page.html"

    class Meta:
        verbose_name = "meetings list"

    def get_items(self, request: HttpRequest) -> MeetingPageQuerySet:
        """Child meetings visible to the user, unordered."""
        return MeetingPage.objects.child_of(self).visible_to(request.user).for_listing()

    def get_routable_children(self) -> MeetingPageQuerySet:
        return MeetingPage.objects.child_of(self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        meetings = self.get_items(request)
        past = self.paginate(request, meetings.past())
        # Later pages of past meetings do not repeat the upcoming ones.
        upcoming = list(meetings.upcoming()) if past.number == 1 else []
        next_meeting = next((meeting for meeting in upcoming if not meeting.is_cancelled), None)
        later = [meeting for meeting in upcoming if meeting is not next_meeting]
        return {
            **super().get_context(request, *args, **kwargs),
            "next_meeting": next_meeting,
            "months": _group_by(later, attrgetter("month")),
            "past": past,
            "years": _group_by(past, attrgetter("year")),
        }


def _group_by(
    meetings: Iterable[MeetingPage], key: Callable[[MeetingPage], Any]
) -> list[tuple[Any, list[MeetingPage]]]:
    return [(value, list(group)) for value, group in groupby(meetings, key)]
