"""The report of figures in the admin, for the team and for whoever operates the site."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from core.permissions import is_superuser, restrict_view_to
from membership.team.applications.permissions import may_list
from membership.team.statistics import FEWER, Figures
from users.views import no_store

TITLE = "Applications and members in figures"


def show(request: HttpRequest) -> HttpResponse:
    context = {"title": TITLE, "figures": Figures(), "fewer": FEWER}
    return render(request, "membership/admin/statistics.html", context)


def can_view_figures(user: Any) -> bool:
    """The sums name nobody: superusers see them without being in the team."""
    return may_list(user) or is_superuser(user)


class FiguresItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return can_view_figures(request.user)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    view: Any = no_store(restrict_view_to(can_view_figures, show))
    return [path("reports/membership-figures/", view, name="membership_figures")]


@hooks.register("register_reports_menu_item")
def menu_item() -> MenuItem:
    return FiguresItem(TITLE, reverse("membership_figures"), icon_name="history", order=70)
