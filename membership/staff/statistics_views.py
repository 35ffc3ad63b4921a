"""The statistics report in the admin, for the team and superusers."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from core.admin.permissions import is_superuser, restrict_view_to
from membership.staff.permissions import can_list_applications
from membership.staff.statistics import SUPPRESSED_COUNT, StatisticsReport
from users.views import no_store

TITLE = "Membership statistics"


def statistics_view(request: HttpRequest) -> HttpResponse:
    context = {"title": TITLE, "statistics": StatisticsReport(), "suppressed": SUPPRESSED_COUNT}
    return render(request, "membership/staff/statistics.html", context)


def can_view_statistics(user: Any) -> bool:
    """Whether *user* sees the report: it names nobody, so superusers need not be in the team."""
    return can_list_applications(user) or is_superuser(user)


class StatisticsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return can_view_statistics(request.user)


@hooks.register("register_admin_urls")
def register_statistics_url() -> list[URLPattern]:
    view: Any = no_store(restrict_view_to(can_view_statistics, statistics_view))
    return [path("reports/membership-statistics/", view, name="membership_statistics")]


@hooks.register("register_reports_menu_item")
def register_statistics_menu_item() -> MenuItem:
    return StatisticsMenuItem(
        TITLE, reverse("membership_statistics"), icon_name="history", order=70
    )
