"""The page of the admin that says who looked at what. It only shows."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from wagtail_modeladmin.views import IndexView

from core.models import AccessLog
from core.models.access_log import AccessLogQuerySet
from core.references import parse_reference

ACTIONS = dict(AccessLog.Action.choices)


class Looks(IndexView):
    """Newest first. What the address asks for beyond action, reference and page is not seen."""

    page_title = "Who looked at what"
    FORMATS = ()  # no export
    sortable_by = ()

    @cached_property
    def action(self) -> str:
        asked = self.request.GET.get("action", "")
        return asked if asked in ACTIONS else ""

    @cached_property
    def words(self) -> str:
        return self.request.GET.get("reference", "").strip()[:40]

    @cached_property
    def reference(self) -> str:
        return parse_reference(self.words)

    def get_queryset(self, request: HttpRequest | None = None) -> QuerySet:
        looks = self.get_base_queryset(request)
        if self.words:
            looks = self._about(looks)
        return looks.filter(action=self.action) if self.action else looks

    def _about(self, looks: AccessLogQuerySet) -> AccessLogQuerySet:
        return looks.about(self.reference) if self.reference else looks.none()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "actions": ACTIONS.items()}
