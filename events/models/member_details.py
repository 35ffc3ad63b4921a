"""Member-only details of a meeting.

Stored apart from the page, under a related name that templates cannot use (a leading underscore),
so that they are read only by ``MeetingPage.get_member_details(user)``. A test forbids any other
access.
"""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from events.times import format_long_date

DEFAULT_VISIBLE_DAYS = 7
MAX_VISIBLE_DAYS = 90


class MeetingMemberDetails(models.Model):
    """Address, links and contact of a meeting. Never in a listing, search, feed or email."""

    meeting = ParentalKey(
        "events.MeetingPage", on_delete=models.CASCADE, related_name="_member_details"
    )
    address = models.TextField(
        blank=True, help_text="Building, street, town and postcode, a line each."
    )
    room = models.CharField(
        max_length=200, blank=True, help_text="Which room, and how to get to it from the door."
    )
    map_link = models.URLField(
        "link to a map", max_length=500, blank=True, help_text="A full web address."
    )
    online_link = models.URLField(
        "link to the online meeting", max_length=1000, blank=True, help_text="A full web address."
    )
    passcode = models.CharField(
        max_length=120, blank=True, help_text="For the online meeting, as people have to type it."
    )
    contact_on_the_day = models.CharField(
        max_length=200,
        blank=True,
        help_text="Whom to ring or text, and the number. Ask the person first.",
    )
    note_to_members = models.TextField(
        blank=True, help_text="Whatever else helps: what the door says, when it opens."
    )
    cleared_after_days = models.PositiveSmallIntegerField(
        "hidden after (days)",
        default=DEFAULT_VISIBLE_DAYS,
        validators=[MaxValueValidator(MAX_VISIBLE_DAYS)],
        help_text="So many days after the end of the meeting, nobody is shown this part any more.",
    )

    TEXT_FIELDS = (
        *("address", "room", "map_link", "online_link", "passcode"),
        *("contact_on_the_day", "note_to_members"),
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("address"),
        FieldPanel("room"),
        FieldPanel("map_link"),
        FieldRowPanel([FieldPanel("online_link"), FieldPanel("passcode")]),
        FieldPanel("contact_on_the_day"),
        FieldPanel("note_to_members"),
        FieldPanel("cleared_after_days"),
    ]

    class Meta:
        verbose_name = "members' part of a meeting"
        verbose_name_plural = "members' parts of meetings"

    def __str__(self) -> str:
        # Wagtail shows this in log entries and on delete pages, so it has only the meeting's title.
        return f"Members' part of {self.meeting}"

    @property
    def visible_until(self) -> datetime | None:
        """When the details expire; None while the meeting has no end."""
        end = self.meeting.end
        return end + timedelta(days=self.cleared_after_days) if end else None

    @property
    def visible_until_text(self) -> str:
        """Date on which the details expire, in the time zone of the meeting."""
        until = self.visible_until
        return format_long_date(until.astimezone(self.meeting.zone)) if until else ""

    @property
    def is_expired(self) -> bool:
        until = self.visible_until
        return until is not None and timezone.now() >= until

    @property
    def is_empty(self) -> bool:
        return not any(getattr(self, name) for name in self.TEXT_FIELDS)
