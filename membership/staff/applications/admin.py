"""Admin of applications (modeladmin) and its URLs."""

from typing import Any

from django.contrib.admin import display
from django.contrib.auth.models import Permission
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import capfirst
from wagtail_modeladmin.options import modeladmin_register

from core.admin.permissions import NumericPkURLHelper, ReadOnlyPermissionHelper
from membership.models import Application
from membership.staff.admin import TeamModelAdmin
from membership.staff.applications import views
from membership.staff.applications.correction_views import CorrectEmailView, SendOnboardingLinkView
from membership.staff.applications.decision_views import (
    ApproveView,
    AskView,
    DeclineView,
    RecuseView,
    UndoView,
)
from membership.staff.applications.export_views import ExportApplicationsView
from membership.staff.applications.filters import visible_to
from membership.staff.applications.paper_views import PaperApplicationView
from membership.staff.applications.presenters import format_waiting_time
from membership.staff.permissions import (
    APPLICATION_PERMISSIONS,
    can_decide,
    can_export_applications,
    can_inspect_applications,
    can_list_applications,
    can_record_paper_application,
)

WAITING_STATES = {Application.State.WAITING, Application.State.ASKED}
EMPTY_VALUE = "–"
# Views of actions on one application, by URL name.
ACTION_VIEWS = {
    "approve": ApproveView,
    "decline": DeclineView,
    "ask": AskView,
    "recuse": RecuseView,
    "undo": UndoView,
    "correct_email": CorrectEmailView,
    "send_link": SendOnboardingLinkView,
}


class ApplicationPermissionHelper(ReadOnlyPermissionHelper):
    """Check list and inspect permissions separately; modeladmin accepts any model permission."""

    def get_all_model_permissions(self) -> QuerySet[Permission]:
        """The four of APPLICATION_PERMISSIONS, none of which implies another."""
        return super().get_all_model_permissions().filter(codename__in=APPLICATION_PERMISSIONS)

    def user_can_list(self, user: Any) -> bool:
        return can_list_applications(user)

    def user_can_inspect_obj(self, user: Any, obj: Model) -> bool:
        return can_inspect_applications(user)


class ApplicationURLHelper(NumericPkURLHelper):
    actions_without_pk = frozenset({"index", "search", "export", "enter"})


@modeladmin_register
class ApplicationAdmin(TeamModelAdmin):
    model = Application
    base_url_path = "applications"
    menu_label = "Applications"
    menu_icon = "group"
    menu_order = 150
    permission_helper_class = ApplicationPermissionHelper
    url_helper_class = ApplicationURLHelper
    index_view_class = views.ApplicationIndexView
    inspect_view_class = views.ApplicationInspectView
    index_template_name = "membership/staff/applications/index.html"
    list_display = (
        "reference",
        "profession_display",
        "stage_display",
        "waiting_since",
        "state_display",
    )
    deleted_message = views.DELETED_MESSAGE

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return visible_to(request.user).without_contents().in_queue_order()

    @display(description="Profession")
    def profession_display(self, application: Application) -> str:
        return application.profession or EMPTY_VALUE

    @display(description="Career stage")
    def stage_display(self, application: Application) -> str:
        return EMPTY_VALUE if application.redacted_at else application.get_stage_display()

    @display(description="Status")
    def state_display(self, application: Application) -> str:
        state = capfirst(application.get_state_display())
        return f"{state} (details deleted)" if application.redacted_at else state

    @display(description="Confirmed")
    def waiting_since(self, application: Application) -> str:
        since = application.confirmed_at
        if since is None:
            return EMPTY_VALUE
        day = date_format(timezone.localtime(since), "j M Y")
        if application.state not in WAITING_STATES:
            return day
        # In one element: on narrow screens the children of a cell are stacked.
        waiting = '<span>{} <span class="waiting-time">{}</span></span>'
        return format_html(waiting, day, format_waiting_time(since))

    def search_view(self, request: HttpRequest) -> HttpResponse:
        return views.ApplicationSearchView.as_view(model_admin=self)(request)

    def export_view(self, request: HttpRequest) -> HttpResponse:
        return ExportApplicationsView.as_view(model_admin=self)(request)

    def enter_view(self, request: HttpRequest) -> HttpResponse:
        return PaperApplicationView.as_view(model_admin=self)(request)

    def get_admin_urls_for_registration(self) -> list[URLPattern]:
        """Only these URLs: modeladmin's URLs for create, edit, delete and choose are left out."""
        return [
            *(
                self.build_url_pattern(name, can_decide, self.build_action_view(view_class))
                for name, view_class in ACTION_VIEWS.items()
            ),
            self.build_url_pattern("enter", can_record_paper_application, self.enter_view),
            self.build_url_pattern("index", can_list_applications, self.index_view),
            self.build_url_pattern("search", can_list_applications, self.search_view),
            self.build_url_pattern(
                "inspect", can_inspect_applications, self.redirect_when_deleted(self.inspect_view)
            ),
            self.build_url_pattern("export", can_export_applications, self.export_view),
        ]
