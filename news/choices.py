"""Choices of the news page."""

from django.db import models


class ArticleType(models.TextChoices):
    """Type of an article."""

    NEWS = "news", "News"
    OPINION = "opinion", "Opinion"
    STORY = "story", "Story"
    CALL = "call", "Call to take part"
    VIDEO = "video", "Video"
    REPORT = "report", "Report"

    @property
    def plural_label(self) -> str:
        """Heading for a list of articles of this type."""
        return PLURAL_LABELS.get(self, str(self.label))


PLURAL_LABELS = {
    ArticleType.STORY: "Stories",
    ArticleType.CALL: "Calls to take part",
    ArticleType.VIDEO: "Videos",
    ArticleType.REPORT: "Reports",
}


class ContentNoteLevel(models.TextChoices):
    """Whether an article only mentions the subjects of its content notes or describes them."""

    MENTIONED = "mentioned", "Mentioned only"
    DESCRIBED = "described", "Described in detail"


class Attribution(models.TextChoices):
    """Kind of name under which a story is published."""

    PSEUDONYM = "pseudonym", "A pseudonym"
    FIRST_NAME = "first_name", "First name"
    FULL_NAME = "full_name", "Full name"
