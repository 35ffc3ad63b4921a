"""What can be chosen for a meeting."""

from django.db.models import TextChoices


class Mode(TextChoices):
    """How people come together."""

    IN_PERSON = "in_person", "In person"
    ONLINE = "online", "Online"
    BOTH = "both", "In person and online"


class Audience(TextChoices):
    """Whom a meeting is for."""

    MEMBERS = "members", "Members"
    ALL = "all", "Open to all"
    INVITED = "invited", "By invitation"


class Status(TextChoices):
    """Status of a meeting."""

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
