"""Admin views of members: list, search results, detail page.

Each access is logged before anything is shown. If logging fails, the page fails.
"""

from typing import Any

from django.db.models import QuerySet
from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.text import capfirst
from wagtail_modeladmin.views import IndexView, InstanceSpecificView

from membership.models import Member
from membership.staff.admin import STYLESHEET
from membership.staff.audit import log_access
from membership.staff.members.action_views import get_available_actions
from membership.staff.members.filters import search
from membership.staff.members.presenters import format_state
from membership.staff.permissions import can_list_members, can_manage_member
from privacy.models import AccessLog
from privacy.registry import decrypt_or_placeholder

# Results are shown on one page: pseudonyms, references and email addresses are unique.
MAX_RESULTS = 100


class MemberIndexView(IndexView):
    """Members in alphabetical order. Only the parameters state and page of the URL are used."""

    FORMATS = ()  # modeladmin's export has no permission check and no access log
    sortable_by = ()
    access_action = AccessLog.Action.LISTED
    is_search = False

    @cached_property
    def state(self) -> str:
        asked = self.request.GET.get("state", "")
        return asked if asked in Member.State.values else ""

    @property
    def states(self) -> list[tuple[str, str]]:
        return [(value, capfirst(label)) for value, label in Member.State.choices]

    def get_queryset(self, request: HttpRequest | None = None) -> QuerySet[Member]:
        rows = self.get_base_queryset(request)
        return rows.filter(state=self.state) if self.state else rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        shown = list(context["object_list"])
        log_access(self.request, self.access_action, "member", [member.user for member in shown])
        return {**context, "object_list": shown}


class MemberSearchView(MemberIndexView):
    """Search by pseudonym, reference or email. By POST, so that no server log has the query."""

    page_title = "Search results"
    access_action = AccessLog.Action.SEARCHED
    is_search = True
    state = ""

    @cached_property
    def search_query(self) -> str:
        return self.request.POST.get("query", "").strip()

    def get_queryset(self, request: HttpRequest | None = None) -> QuerySet[Member]:
        return search(self.get_base_queryset(request), self.search_query)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(self.index_url)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.search_query:
            return redirect(self.index_url)
        self.page_num, self.items_per_page = 1, MAX_RESULTS
        return self.render_to_response(self.get_context_data(**kwargs))


class MemberInspectView(InstanceSpecificView):
    """The details of a membership. Real name and email address are revealed by a POST."""

    page_title = "Member"
    template_name = "membership/staff/members/inspect.html"
    media = Media(css={"all": [STYLESHEET]})

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._read(AccessLog.Action.OPENED, {})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        member = self.instance
        person = {"email": member.user.email, "name": decrypt_or_placeholder(member, "real_name")}
        return self._read(AccessLog.Action.REVEALED, person)

    def _read(self, action: str, person: dict[str, str]) -> HttpResponse:
        member = self.instance
        log_access(self.request, action, "member", [member.user])
        can_manage = can_manage_member(self.request.user, member)
        context = self.get_context_data(
            person=person,
            state=format_state(member),
            consents=member.consents.select_related("text"),
            suspensions=[
                (it, decrypt_or_placeholder(it, "reason")) for it in member.suspensions.all()
            ],
            ending_reason=decrypt_or_placeholder(member, "ending_reason"),
            actions=[
                (view.label, self.url_helper.get_action_url(view.action, member.pk))
                for view in get_available_actions(member)
            ]
            if can_manage
            else [],
            is_own=member.user_id == self.request.user.pk,
            list_url=self.index_url if can_list_members(self.request.user) else "",
        )
        return self.render_to_response(context)
