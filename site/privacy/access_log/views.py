"""The list view of the access log."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django_filters import CharFilter, ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet

from formats.references import parse_reference
from privacy.models import AccessLog, RetentionSettings
from privacy.models.access_log import AccessLogQuerySet
from superusers.viewsets import SuperuserIndexView

INVALID_REFERENCE = (
    "Enter a valid reference. References have 8 letters and numbers, for example 7KQ2-WX9B."
)


def validate_reference(text: str) -> None:
    if not parse_reference(text):
        raise ValidationError(INVALID_REFERENCE)


class AccessLogFilterSet(WagtailFilterSet):
    action = ChoiceFilter(
        label="Action", choices=AccessLog.Action.choices, empty_label="All actions"
    )
    reference = CharFilter(
        label="Reference", method="filter_reference", validators=[validate_reference]
    )

    class Meta:
        model = AccessLog
        fields = ()

    def filter_reference(
        self, entries: AccessLogQuerySet, name: str, value: str
    ) -> AccessLogQuerySet:
        return entries.for_reference(parse_reference(value))


class AccessLogIndexView(SuperuserIndexView):
    """Newest first."""

    page_title = "Access log"
    template_name = "privacy/access_log.html"

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """An invalid reference finds nothing; an unknown action is ignored."""
        if self.has_invalid_reference:
            return queryset.none()
        return super().filter_queryset(queryset)

    @cached_property
    def has_invalid_reference(self) -> bool:
        return "reference" in self.filters.form.errors

    @cached_property
    def no_results_message(self) -> str:
        if self.has_invalid_reference:
            return INVALID_REFERENCE
        return "No matching entries." if self.is_filtering else "There are no entries yet."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        days = RetentionSettings.load().access_log_days
        return {**super().get_context_data(**kwargs), "retention_days": days}
