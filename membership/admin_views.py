"""Pages of the admin about applications: the list, what is found, and one to read.

Whoever looks is noted before anything is shown: where that fails, the page fails.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.forms import Media
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail_modeladmin.views import IndexView, InstanceSpecificView

from core.models import AccessLog
from membership.dossier import Dossier
from membership.finding import Filter, filters_for, found, narrowed, query_of
from membership.models import Application
from membership.models.applications import ApplicationQuerySet
from membership.rights import may_export, may_list

View = Callable[..., HttpResponse]
LIST = "applications_modeladmin_index"
EXPORT = "applications_modeladmin_export"
STYLE = "css/admin_applications.css"
GONE = "That application is not there any more. It was withdrawn, or its time was over."
# More than could ever come from one address: what is found stands on one page.
MOST_FOUND = 1000


def note(
    request: HttpRequest, action: str, applications: Iterable[Application], reason: str = ""
) -> None:
    """Note that the person asking is about to see *applications*."""
    AccessLog.objects.record(
        user=request.user,  # type: ignore[arg-type]
        action=action,
        kind="application",
        references=[application.reference for application in applications],
        reason=reason,
    )


def calm_when_gone(view: View) -> View:
    """*view*, which says so when the application was withdrawn while somebody looked at it."""

    @wraps(view)
    def calm(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, **kwargs)
        except Http404:
            messages.info(request, GONE)
            return redirect(LIST if may_list(request.user) else "wagtailadmin_home")

    return calm


class ApplicationList(IndexView):
    """The one that waits longest first. What else the address asks for is not looked at."""

    FORMATS = ()  # modeladmin's own export asks nobody and notes nothing
    sortable_by = ()
    noted_as = AccessLog.Action.LISTED
    is_search = False

    @cached_property
    def filters(self) -> list[Filter]:
        return filters_for(self.request.GET)

    @property
    def is_narrowed(self) -> bool:
        return any(item.chosen for item in self.filters)

    def get_queryset(self, request: HttpRequest | None = None) -> ApplicationQuerySet:
        return narrowed(self.get_base_queryset(request), self.filters)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        shown = list(context["object_list"])
        note(self.request, self.noted_as, shown)
        return {**context, "object_list": shown, "export_address": self._export_address()}

    def _export_address(self) -> str:
        """Of the same applications; empty for those who may not."""
        if not may_export(self.request.user) or self.is_search:
            return ""
        return f"{reverse(EXPORT)}?{query_of(self.filters)}".removesuffix("?")


class ApplicationsFound(ApplicationList):
    """By reference or whole address. Asked by POST: an address of somebody stands in no log."""

    page_title = "Applications found"
    noted_as = AccessLog.Action.SEARCHED
    is_search = True

    @cached_property
    def words(self) -> str:
        return self.request.POST.get("words", "").strip()

    @cached_property
    def filters(self) -> list[Filter]:
        return []

    def get_base_queryset(self, request: HttpRequest | None = None) -> ApplicationQuerySet:
        return found(super().get_base_queryset(request), self.words)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(LIST)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.words:
            return redirect(LIST)
        self.page_num, self.items_per_page = 1, MOST_FOUND
        return self.render_to_response(self.get_context_data(**kwargs))


class ReadApplication(InstanceSpecificView):
    """All that somebody has told us. What needs special care is asked for by a POST."""

    page_title = "Application"
    template_name = "membership/admin/inspect.html"
    media = Media(css={"all": [STYLE]})

    def __init__(self, model_admin: Any, instance_pk: str) -> None:
        super().__init__(model_admin, instance_pk)
        if not self.instance.is_confirmed:
            # As if it were not there: nobody has shown yet that the address is theirs.
            raise Http404

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._read(AccessLog.Action.OPENED, is_revealed=False)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._read(AccessLog.Action.REVEALED, is_revealed=True)

    def _read(self, action: str, *, is_revealed: bool) -> HttpResponse:
        note(self.request, action, [self.instance])
        context = self.get_context_data(
            dossier=Dossier(self.instance, is_revealed=is_revealed),
            list_address=reverse(LIST) if may_list(self.request.user) else "",
        )
        return self.render_to_response(context)
