"""The few lists of choices that writing is sorted by."""

from django.db import models


class ArticleType(models.TextChoices):
    """What sort of writing a piece is."""

    NEWS = "news", "News"
    OPINION = "opinion", "Opinion"
    STORY = "story", "Story"
    CALL = "call", "Call"
    VIDEO = "video", "Video"
    REPORT = "report", "Report"

    @property
    def plural_label(self) -> str:
        """What a list of this kind is called."""
        return PLURAL_LABELS.get(self, str(self.label))


PLURAL_LABELS = {
    ArticleType.STORY: "Stories",
    ArticleType.CALL: "Calls",
    ArticleType.VIDEO: "Videos",
    ArticleType.REPORT: "Reports",
}


class ContentNoteLevel(models.TextChoices):
    """How far a piece goes into what its content notes name."""

    MENTIONED = "mentioned", "Mentioned, not described"
    DESCRIBED = "described", "Described"


class Attribution(models.TextChoices):
    """Under what sort of name a story is told."""

    PSEUDONYM = "pseudonym", "A chosen name"
    FIRST_NAME = "first_name", "A first name"
    FULL_NAME = "full_name", "A full name"
