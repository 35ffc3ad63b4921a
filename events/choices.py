"""Choices of the meeting page."""

from django.db.models import TextChoices


class Mode(TextChoices):
    """Whether a meeting is in person, online or both."""

    IN_PERSON = "in_person", "In person"
    ONLINE = "online", "Online"
    BOTH = "both", "In person and online"


class Audience(TextChoices):
    """Who can attend a meeting."""

    MEMBERS = "members", "Members only"
    ALL = "all", "Open to all"
    INVITED = "invited", "By invitation"


class Status(TextChoices):
    """Whether a meeting goes ahead as announced."""

    PLANNED = "planned", "Planned"
    CHANGED = "changed", "Changed"
    CANCELLED = "cancelled", "Cancelled"


class Zone(TextChoices):
    """Time zones, by their names in the time zone database."""

    LONDON = "Europe/London", "London"
    DUBLIN = "Europe/Dublin", "Dublin"
    LISBON = "Europe/Lisbon", "Lisbon"
    PARIS = "Europe/Paris", "Paris, Amsterdam, Berlin"
    ATHENS = "Europe/Athens", "Athens"
    NEW_YORK = "America/New_York", "New York"
    LOS_ANGELES = "America/Los_Angeles", "Los Angeles"
    SYDNEY = "Australia/Sydney", "Sydney"
    AUCKLAND = "Pacific/Auckland", "Auckland"
    UTC = "UTC", "UTC"
