"""Wagtail's aging pages report, without email addresses of publishers."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.reports.aging_pages import AgingPagesView

from users.models import User


class AgingReportView(AgingPagesView):
    def decorate_paginated_queryset(self, queryset: Any) -> Any:
        # Wagtail would show their username, which is the email address.
        publishers = User.objects.in_bulk({page.last_published_by for page in queryset} - {None})
        names = {pk: str(user) for pk, user in publishers.items()}
        for page in queryset:
            self.add_last_publisher_name_to_page(names, page)
        return queryset


@require_admin_access
def aging_report(request: HttpRequest, **options: Any) -> HttpResponseBase:
    """The report. With ``results_only=True`` in *options* only its table is rendered."""
    return AgingReportView.as_view(**options)(request)
