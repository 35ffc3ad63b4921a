"""The export of applications: asks for a reason, logs it, and renders a file in memory."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail_modeladmin.views import WMABaseView

from membership.models.application import ApplicationQuerySet
from membership.staff.admin import STYLESHEET
from membership.staff.applications.export import Column, build_columns
from membership.staff.applications.filters import (
    Filter,
    apply_filters,
    build_query,
    get_filters,
    visible_to,
)
from membership.staff.applications.spreadsheets import to_csv, to_xlsx
from membership.staff.applications.views import EXPORT_URL, INDEX_URL
from membership.staff.audit import log_access
from membership.staff.permissions import can_list_applications
from privacy.models import AccessLog

# Content type and renderer by file extension.
FORMATS: dict[str, tuple[str, Callable[[list[Column]], bytes]]] = {
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx),
    "csv": ("text/csv; charset=utf-8", to_csv),
}


class ExportForm(forms.Form):
    format = forms.ChoiceField(
        choices=[("xlsx", "Excel (XLSX)"), ("csv", "CSV")],
        initial="xlsx",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a format"},
    )
    reason = forms.CharField(
        label="Reason for export",
        max_length=255,
        help_text="This is recorded in the access log with your name. Do not include applicants’ "
        "names.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Enter a reason",
            "max_length": "The reason must be 255 characters or fewer",
        },
    )
    with_sensitive = forms.BooleanField(label="Include sensitive answers", required=False)


class ExportApplicationsView(WMABaseView):
    """Export all applications, or those that match the filters of the list."""

    page_title = "Export applications"
    template_name = "membership/staff/applications/export.html"
    media = forms.Media(css={"all": [STYLESHEET]})

    @cached_property
    def filters(self) -> list[Filter]:
        return get_filters(self.request.GET, self.request.user)

    @cached_property
    def applications(self) -> ApplicationQuerySet:
        rows = visible_to(self.request.user).in_queue_order()
        if any(item.requested and not item.selected for item in self.filters):
            # A filter value that does not exist any more selects nothing, never everything.
            return rows.none()
        return apply_filters(rows, self.filters)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._render_form(ExportForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ExportForm(request.POST)
        if not form.is_valid() or not self.applications:
            return self._render_form(form)
        return self._respond(**form.cleaned_data)

    def _render_form(self, form: ExportForm) -> HttpResponse:
        query = build_query(self.filters)
        can_list = can_list_applications(self.request.user)
        context = self.get_context_data(
            form=form,
            count=self.applications.count(),
            selected_filters=[item.selected_label for item in self.filters if item.selected],
            list_url=f"{reverse(INDEX_URL)}?{query}" if can_list else "",
            form_url=f"{reverse(EXPORT_URL)}?{query}",
        )
        return self.render_to_response(context)

    def _respond(self, *, format: str, reason: str, with_sensitive: bool) -> HttpResponse:
        actions = AccessLog.Action
        action = actions.EXPORTED_ALL if with_sensitive else actions.EXPORTED
        log_access(self.request, action, "application", self.applications, reason=reason)
        content_type, render = FORMATS[format]
        content = render(build_columns(self.applications, with_sensitive=with_sensitive))
        name = f"applications-{timezone.localdate():%Y-%m-%d}.{format}"
        headers = {
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
        }
        return HttpResponse(content, content_type=content_type, headers=headers)
