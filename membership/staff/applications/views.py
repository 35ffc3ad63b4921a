"""Admin views of applications: list, search results, detail page.

Each access is logged before anything is shown. If logging fails, the page fails.
"""

from typing import Any, cast

from django.forms import Media
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail_modeladmin.views import IndexView, InstanceSpecificView

from membership.models import Application
from membership.models.application import ApplicationQuerySet
from membership.staff.admin import STYLESHEET
from membership.staff.applications.filters import (
    Filter,
    apply_filters,
    build_query,
    get_filters,
    search,
    visible_to,
)
from membership.staff.applications.presenters import ApplicationPresenter
from membership.staff.applications.timeline import (
    ACTION_LABELS,
    DecisionTimeline,
    get_available_actions,
)
from membership.staff.audit import log_access
from membership.staff.permissions import (
    can_decide,
    can_export_applications,
    can_list_applications,
    can_record_paper_application,
)
from privacy.models import AccessLog
from users.models import User

INDEX_URL = "applications_modeladmin_index"
EXPORT_URL = "applications_modeladmin_export"
PAPER_APPLICATION_URL = "applications_modeladmin_enter"
DELETED_MESSAGE = (
    "This application is no longer available. It may have been withdrawn or deleted, or you may "
    "have handed it over."
)
# More than one email address can have, so that all results are on one page.
MAX_RESULTS = 1000


def get_fallback_url(user: Any) -> str:
    """The URL for *user* if they cannot see an application, or not any more."""
    return reverse(INDEX_URL if can_list_applications(user) else "wagtailadmin_home")


def get_action_url(action: str, application: Application) -> str:
    """The URL of *action* for *application*."""
    return reverse(f"applications_modeladmin_{action}", args=[application.pk])


class ApplicationIndexView(IndexView):
    """Applications in queue order. Of the URL only filters and page number are used."""

    FORMATS = ()  # modeladmin's export has no permission check and no access log
    sortable_by = ()
    access_action = AccessLog.Action.LISTED
    is_search = False

    @cached_property
    def filters(self) -> list[Filter]:
        return get_filters(self.request.GET, self.request.user)

    @property
    def offered_filters(self) -> list[Filter]:
        return [item for item in self.filters if item.is_offered]

    @property
    def is_filtered(self) -> bool:
        return any(item.selected for item in self.filters)

    def get_queryset(self, request: HttpRequest | None = None) -> ApplicationQuerySet:
        return apply_filters(self.get_base_queryset(request), self.filters)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        shown = list(context["object_list"])
        log_access(self.request, self.access_action, "application", shown)
        paper_application_url = (
            reverse(PAPER_APPLICATION_URL)
            if can_record_paper_application(self.request.user)
            else ""
        )
        extra = {
            "paper_application_url": paper_application_url,
            "export_url": self._get_export_url(),
        }
        return {**context, "object_list": shown, **extra}

    def _get_export_url(self) -> str:
        """The URL for exporting the listed applications, or "" without the export permission."""
        if not can_export_applications(self.request.user) or self.is_search:
            return ""
        return f"{reverse(EXPORT_URL)}?{build_query(self.filters)}".removesuffix("?")


class ApplicationSearchView(ApplicationIndexView):
    """Search by reference or email address. By POST, so that no server log has the address."""

    page_title = "Search results"
    access_action = AccessLog.Action.SEARCHED
    is_search = True

    @cached_property
    def search_query(self) -> str:
        return self.request.POST.get("query", "").strip()

    @cached_property
    def filters(self) -> list[Filter]:
        return []

    def get_base_queryset(self, request: HttpRequest | None = None) -> ApplicationQuerySet:
        return search(super().get_base_queryset(request), self.search_query)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(INDEX_URL)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.search_query:
            return redirect(INDEX_URL)
        self.page_num, self.items_per_page = 1, MAX_RESULTS
        return self.render_to_response(self.get_context_data(**kwargs))


class ApplicationInstanceView(InstanceSpecificView):
    """Base class of pages of one application. Raises Http404 unless it is visible to the user.

    Unconfirmed applications are visible to nobody, others not to users recused from them.
    """

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not visible_to(request.user).filter(pk=self.instance.pk).exists():
            raise Http404

    @property
    def user(self) -> User:
        """The current user, who is authenticated: see restrict_view_to in the URL pattern."""
        return cast(User, self.request.user)


class ApplicationInspectView(ApplicationInstanceView):
    """The full application. Sensitive answers are revealed by a POST."""

    page_title = "Application"
    template_name = "membership/staff/applications/inspect.html"
    media = Media(css={"all": [STYLESHEET]})

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._read(AccessLog.Action.OPENED, is_revealed=False)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._read(AccessLog.Action.REVEALED, is_revealed=True)

    def _read(self, action: str, *, is_revealed: bool) -> HttpResponse:
        log_access(self.request, action, "application", [self.instance])
        context = self.get_context_data(
            presenter=ApplicationPresenter(self.instance, is_revealed=is_revealed),
            timeline=DecisionTimeline(self.instance),
            actions=self._get_actions(),
            undo_url=get_action_url("undo", self.instance) if can_decide(self.user) else "",
            list_url=reverse(INDEX_URL) if can_list_applications(self.request.user) else "",
        )
        return self.render_to_response(context)

    def _get_actions(self) -> list[tuple[str, str]]:
        """URLs and labels of the actions that are available to the user."""
        names = get_available_actions(self.instance) if can_decide(self.user) else []
        return [(get_action_url(name, self.instance), ACTION_LABELS[name]) for name in names]
