"""Types of resources and their icons."""

from django.db import models


class ResourceType(models.TextChoices):
    """Type of a resource."""

    GUIDE = "guide", "Guide"
    PAPER = "paper", "Paper"
    LINK = "link", "Link"
    VIDEO = "video", "Video"
    ORGANISATION = "organisation", "Organisation"
    HELPLINE = "helpline", "Helpline"
    BOOK = "book", "Book"


TYPE_ICONS: dict[str, str] = {
    ResourceType.GUIDE: "document",
    ResourceType.PAPER: "document",
    ResourceType.LINK: "link",
    ResourceType.VIDEO: "video",
    ResourceType.ORGANISATION: "people",
    ResourceType.HELPLINE: "helpline",
    ResourceType.BOOK: "book",
}
