"""Admin of members (modeladmin) and its URLs. Members cannot be edited here."""

from typing import Any

from django.contrib.admin import display
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.formats import date_format
from wagtail_modeladmin.options import modeladmin_register

from core.admin.permissions import NumericPkURLHelper, ReadOnlyPermissionHelper
from membership.models import Member
from membership.staff.admin import TeamModelAdmin
from membership.staff.members import views
from membership.staff.members.action_views import ACTION_VIEWS
from membership.staff.members.presenters import DAY, format_state
from membership.staff.permissions import can_inspect_members, can_list_members, can_manage_members


class MemberPermissionHelper(ReadOnlyPermissionHelper):
    """Check list and inspect permissions separately; modeladmin accepts any model permission."""

    def user_can_list(self, user: Any) -> bool:
        return can_list_members(user)

    def user_can_inspect_obj(self, user: Any, obj: Model) -> bool:
        return can_inspect_members(user)


class MemberURLHelper(NumericPkURLHelper):
    actions_without_pk = frozenset({"index", "search"})


@modeladmin_register
class MemberAdmin(TeamModelAdmin):
    model = Member
    base_url_path = "members"
    menu_label = "Members"
    menu_icon = "user"
    menu_order = 151
    permission_helper_class = MemberPermissionHelper
    url_helper_class = MemberURLHelper
    index_view_class = views.MemberIndexView
    inspect_view_class = views.MemberInspectView
    index_template_name = "membership/staff/members/index.html"
    list_display = ("pseudonym", "profession_display", "state_display", "joined_display")
    deleted_message = "This member no longer exists. Everything about them has been deleted."

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Encrypted fields, email addresses and passwords are not selected."""
        private = ("real_name", "ending_reason", "user__email", "user__password")
        return Member.objects.select_related("user").defer(*private)

    @display(description="Profession")
    def profession_display(self, member: Member) -> str:
        return member.profession or "–"

    @display(description="Status")
    def state_display(self, member: Member) -> str:
        return format_state(member)

    @display(description="Joined")
    def joined_display(self, member: Member) -> str:
        return date_format(member.joined_on, DAY)

    def search_view(self, request: HttpRequest) -> HttpResponse:
        return views.MemberSearchView.as_view(model_admin=self)(request)

    def get_admin_urls_for_registration(self) -> list[URLPattern]:
        """Only these URLs: modeladmin's URLs for create, edit, delete and choose are left out."""
        return [
            self.build_url_pattern("index", can_list_members, self.index_view),
            self.build_url_pattern("search", can_list_members, self.search_view),
            self.build_url_pattern(
                "inspect", can_inspect_members, self.redirect_when_deleted(self.inspect_view)
            ),
            *(
                self.build_url_pattern(
                    view_class.action, can_manage_members, self.build_action_view(view_class)
                )
                for view_class in ACTION_VIEWS
            ),
        ]
