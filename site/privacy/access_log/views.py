"""The list view of the access log."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from wagtail_modeladmin.views import IndexView

from formats.references import parse_reference
from privacy.models import AccessLog, RetentionSettings
from privacy.models.access_log import AccessLogQuerySet

ACTION_LABELS = dict(AccessLog.Action.choices)


class AccessLogIndexView(IndexView):
    """Newest first. Query parameters other than action, reference and page are ignored."""

    page_title = "Access log"
    FORMATS = ()  # no export
    sortable_by = ()

    @cached_property
    def action(self) -> str:
        requested = self.request.GET.get("action", "")
        return requested if requested in ACTION_LABELS else ""

    @cached_property
    def reference_query(self) -> str:
        return self.request.GET.get("reference", "").strip()[:40]

    @cached_property
    def reference(self) -> str:
        return parse_reference(self.reference_query)

    def get_queryset(self, request: HttpRequest | None = None) -> QuerySet:
        entries = self.get_base_queryset(request)
        if self.reference_query:
            entries = self._filter_by_reference(entries)
        return entries.filter(action=self.action) if self.action else entries

    def _filter_by_reference(self, entries: AccessLogQuerySet) -> AccessLogQuerySet:
        return entries.for_reference(self.reference) if self.reference else entries.none()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "actions": ACTION_LABELS.items(),
            "retention_days": RetentionSettings.load().access_log_days,
        }
