"""Admin of applications (modeladmin) and its URLs."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib.admin import display
from django.contrib.admin.utils import label_for_field
from django.contrib.auth.models import Permission
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, re_path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import capfirst
from wagtail_modeladmin.helpers import ButtonHelper
from wagtail_modeladmin.options import ModelAdmin, modeladmin_register

from core.admin.permissions import NumericPkURLHelper, ReadOnlyPermissionHelper, restrict_view_to
from membership.models import Application
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
from membership.staff.applications.permissions import (
    PERMISSIONS,
    can_decide,
    can_export,
    can_inspect,
    can_list,
    can_record_paper_application,
)
from membership.staff.applications.waiting import format_waiting_time
from users.views import no_store

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
        """The four permissions in PERMISSIONS, none of which implies another."""
        return super().get_all_model_permissions().filter(codename__in=PERMISSIONS)

    def user_can_list(self, user: Any) -> bool:
        return can_list(user)

    def user_can_inspect_obj(self, user: Any, obj: Model) -> bool:
        return can_inspect(user)


class ApplicationURLHelper(NumericPkURLHelper):
    actions_without_pk = frozenset({"index", "search", "export", "enter"})


class ApplicationButtonHelper(ButtonHelper):
    def get_primary_button(self, obj: Application) -> dict[str, Any] | None:
        """Link the reference to the detail page, for users with the inspect permission."""
        if not can_inspect(self.request.user):
            return None
        url = self.url_helper.get_action_url("inspect", obj.pk)
        return {"url": url, "title": "Open this application"}

    def get_buttons_for_obj(self, obj: Application, *args: Any, **kwargs: Any) -> list[dict]:
        return []


@modeladmin_register
class ApplicationAdmin(ModelAdmin):
    model = Application
    base_url_path = "applications"
    menu_label = "Applications"
    menu_icon = "group"
    menu_order = 150
    permission_helper_class = ApplicationPermissionHelper
    url_helper_class = ApplicationURLHelper
    button_helper_class = ApplicationButtonHelper
    index_view_class = views.ApplicationIndexView
    inspect_view_class = views.ApplicationInspectView
    index_template_name = "membership/admin/index.html"
    index_view_extra_css: ClassVar[list[str]] = [views.STYLESHEET]
    list_display = (
        "reference",
        "profession_display",
        "stage_display",
        "waiting_since",
        "state_display",
    )
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return visible_to(request.user).without_contents().in_queue_order()

    def get_extra_attrs_for_field_col(self, obj: Application, field_name: str) -> dict[str, str]:
        """The column heading as data-label, which CSS shows next to each cell on narrow screens."""
        return {"data-label": capfirst(str(label_for_field(field_name, self.model, self)))}

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
                self._build_url_pattern(name, can_decide, self._build_action_view(name))
                for name in ACTION_VIEWS
            ),
            self._build_url_pattern("enter", can_record_paper_application, self.enter_view),
            self._build_url_pattern("index", can_list, self.index_view),
            self._build_url_pattern("search", can_list, self.search_view),
            self._build_url_pattern(
                "inspect", can_inspect, views.redirect_when_deleted(self.inspect_view)
            ),
            self._build_url_pattern("export", can_export, self.export_view),
        ]

    def _build_action_view(self, name: str) -> Callable[..., HttpResponse]:
        def view(request: HttpRequest, instance_pk: str) -> HttpResponse:
            action_view = ACTION_VIEWS[name].as_view(model_admin=self, instance_pk=instance_pk)
            return action_view(request)

        return views.redirect_when_deleted(view)

    def _build_url_pattern(
        self, action: str, is_allowed: Callable[[Any], bool], view: Callable[..., HttpResponse]
    ) -> URLPattern:
        pattern = self.url_helper.get_action_url_pattern(action)
        name = self.url_helper.get_action_url_name(action)
        return re_path(pattern, no_store(restrict_view_to(is_allowed, view)), name=name)

    def register_admin_url_finders(self) -> None:
        """Register none: there is no edit page."""

    def register_indexing(self) -> None:
        """Do not add applications to the reference index: editors delete nothing they refer to."""
