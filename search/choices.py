"""What sorts of things can be found, in the order of their tabs."""

from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType

from core.models import CustomDocument
from events.models import MeetingPage
from news.models import NewsPage
from resources.models import ResourcePage


@dataclass(frozen=True)
class ResultType:
    """A sort of thing: its name in addresses, on its tab and beside a result, and its sign."""

    key: str
    plural: str
    singular: str
    icon: str
    model: Any = None
    # The field that holds the day a reader wants to know.
    date_field: str = "last_published_at"


OTHER_PAGES = ResultType("pages", "Pages", "Page", "info")
RESULT_TYPES = (
    ResultType("news", "News", "News", "document", NewsPage, "date"),
    ResultType("meetings", "Meetings", "Meeting", "calendar", MeetingPage, "start"),
    ResultType("resources", "Resources", "Resource", "link", ResourcePage, "checked_on"),
    OTHER_PAGES,
    ResultType("documents", "Documents", "Document", "document", CustomDocument, "created_at"),
)


def get_result_type(content_type_id: int) -> ResultType:
    """The kind of pages and documents of that content type."""
    model = get_model(content_type_id)
    return next((kind for kind in RESULT_TYPES if kind.model is model), OTHER_PAGES)


def get_model(content_type_id: int) -> Any:
    """Their model; None where its code is gone."""
    return ContentType.objects.get_for_id(content_type_id).model_class()


def find_result_type(key: str) -> ResultType | None:
    """The kind with that name in addresses; None for whatever else is asked."""
    return next((kind for kind in RESULT_TYPES if kind.key == key), None)
