"""What sorts of resources there are, and the sign that each is shown with."""

from django.db import models


class Kind(models.TextChoices):
    """What sort of thing a resource is."""

    GUIDE = "guide", "Guide"
    PAPER = "paper", "Paper"
    LINK = "link", "Link"
    VIDEO = "video", "Video"
    ORGANISATION = "organisation", "Organisation"
    HELPLINE = "helpline", "Helpline"
    BOOK = "book", "Book"


KIND_ICONS: dict[str, str] = {
    Kind.GUIDE: "document",
    Kind.PAPER: "document",
    Kind.LINK: "link",
    Kind.VIDEO: "video",
    Kind.ORGANISATION: "people",
    Kind.HELPLINE: "helpline",
    Kind.BOOK: "book",
}
