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
        "full address",
        blank=True,
        help_text="Building, street, town and postcode, each on its own line.",
    )
    room = models.CharField(
        max_length=200,
        blank=True,
        help_text="Which room it is and how to find it from the entrance.",
    )
    map_link = models.URLField(
        "map link",
        max_length=500,
        blank=True,
        help_text="For example: https://www.openstreetmap.org/…",
    )
    online_link = models.URLField(
        "online meeting link",
        max_length=1000,
        blank=True,
        help_text="For example: https://…",
    )
    passcode = models.CharField(
        max_length=120,
        blank=True,
        help_text="The passcode for the online meeting, exactly as people need to enter it.",
    )
    contact_on_the_day = models.CharField(
        max_length=200,
        blank=True,
        help_text="Who to phone or text, and their number. Ask the person before you publish it.",
    )
    note_to_members = models.TextField(
        "note for members",
        blank=True,
        help_text="Anything else that helps, for example the name on the door or when it opens.",
    )
    cleared_after_days = models.PositiveSmallIntegerField(
        "hide after (days)",
        default=DEFAULT_VISIBLE_DAYS,
        validators=[MaxValueValidator(MAX_VISIBLE_DAYS)],
        help_text="These details are hidden this many days after the meeting ends.",
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
        verbose_name = "member-only meeting details"
        verbose_name_plural = "member-only meeting details"

    def __str__(self) -> str:
        # Wagtail shows this in log entries and on delete pages, so it has only the meeting's title.
        return f"Member-only details of {self.meeting}"

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
