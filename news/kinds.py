"""The few lists of choices that writing is sorted by."""

from django.db import models


class Kind(models.TextChoices):
    """What sort of writing a piece is."""

    NEWS = "news", "News"
    OPINION = "opinion", "Opinion"
    STORY = "story", "Story"
    CALL = "call", "Call"
    VIDEO = "video", "Video"
    REPORT = "report", "Report"

    @property
    def plural(self) -> str:
        """What a list of this kind is called."""
        return PLURALS.get(self, str(self.label))


PLURALS = {
    Kind.STORY: "Stories",
    Kind.CALL: "Calls",
    Kind.VIDEO: "Videos",
    Kind.REPORT: "Reports",
}


class NotesAre(models.TextChoices):
    """How far a piece goes into what its content notes name."""

    MENTIONED = "mentioned", "Mentioned, not described"
    DESCRIBED = "described", "Described"


class Attribution(models.TextChoices):
    """Under what sort of name a story is told."""

    PSEUDONYM = "pseudonym", "A chosen name"
    FIRST_NAME = "first_name", "A first name"
    FULL_NAME = "full_name", "A full name"
