"""Types of search results, in the order of their tabs."""

from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType

from core.models import CustomDocument
from events.models import MeetingPage
from news.models import NewsPage
from resources.models import ResourcePage


@dataclass(frozen=True)
class ResultType:
    """A type of results: value in the URL, labels of the tab and of one result, and icon."""

    key: str
    plural: str
    singular: str
    icon: str
    model: Any = None
    # The field with the date shown beside a result.
    date_field: str = "last_published_at"


OTHER_PAGES = ResultType("pages", "Pages", "Page", "info")
RESULT_TYPES = (
    ResultType("news", "News", "Article", "document", NewsPage, "date"),
    ResultType("meetings", "Meetings", "Meeting", "calendar", MeetingPage, "start"),
    ResultType("resources", "Resources", "Resource", "link", ResourcePage, "checked_on"),
    OTHER_PAGES,
    ResultType("documents", "Documents", "Document", "document", CustomDocument, "created_at"),
)


def get_result_type(content_type_id: int) -> ResultType:
    """Result type of pages or documents with that content type."""
    model = get_model(content_type_id)
    return next((kind for kind in RESULT_TYPES if kind.model is model), OTHER_PAGES)


def get_model(content_type_id: int) -> Any:
    """Model of a content type; None if the model no longer exists."""
    return ContentType.objects.get_for_id(content_type_id).model_class()


def find_result_type(key: str) -> ResultType | None:
    """Result type for a value in the URL; None for unknown values."""
    return next((kind for kind in RESULT_TYPES if kind.key == key), None)
