"""Admin of members (modeladmin) and its URLs. Members cannot be edited here."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib.admin import display
from django.contrib.admin.utils import label_for_field
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, re_path
from django.utils.formats import date_format
from django.utils.text import capfirst
from wagtail_modeladmin.helpers import ButtonHelper
from wagtail_modeladmin.options import ModelAdmin, modeladmin_register

from core.admin.permissions import NumericPkURLHelper, ReadOnlyPermissionHelper, restrict_view_to
from membership.models import Member
from membership.staff.members import actions, views
from membership.staff.members.audit import (
    DAY,
    STYLESHEET,
    format_state,
    get_action_url,
    redirect_when_deleted,
)
from membership.staff.members.permissions import can_inspect, can_list, can_manage
from users.views import no_store


class MemberPermissionHelper(ReadOnlyPermissionHelper):
    """Check list and inspect permissions separately; modeladmin accepts any model permission."""

    def user_can_list(self, user: Any) -> bool:
        return can_list(user)

    def user_can_inspect_obj(self, user: Any, obj: Model) -> bool:
        return can_inspect(user)


class MemberURLHelper(NumericPkURLHelper):
    actions_without_pk = frozenset({"index", "search"})


class MemberButtonHelper(ButtonHelper):
    def get_primary_button(self, obj: Member) -> dict[str, Any] | None:
        """Link the pseudonym to the detail page, for users with the inspect permission."""
        if not can_inspect(self.request.user):
            return None
        return {"url": get_action_url("inspect", obj), "title": "Open this member"}

    def get_buttons_for_obj(self, obj: Member, *args: Any, **kwargs: Any) -> list[dict]:
        return []


@modeladmin_register
class MemberAdmin(ModelAdmin):
    model = Member
    base_url_path = "members"
    menu_label = "Members"
    menu_icon = "user"
    menu_order = 151
    permission_helper_class = MemberPermissionHelper
    url_helper_class = MemberURLHelper
    button_helper_class = MemberButtonHelper
    index_view_class = views.MemberIndexView
    inspect_view_class = views.MemberInspectView
    index_template_name = "membership/admin_members/index.html"
    index_view_extra_css: ClassVar[list[str]] = [STYLESHEET]
    list_display = ("pseudonym", "profession_display", "state_display", "joined_display")
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Encrypted fields, email addresses and passwords are not selected."""
        private = ("real_name", "ending_reason", "user__email", "user__password")
        return Member.objects.select_related("user").defer(*private)

    def get_extra_attrs_for_field_col(self, obj: Member, field_name: str) -> dict[str, str]:
        """The column heading as data-label, which CSS shows next to each cell on narrow screens."""
        return {"data-label": capfirst(str(label_for_field(field_name, self.model, self)))}

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
            self._build_url_pattern("index", can_list, self.index_view),
            self._build_url_pattern("search", can_list, self.search_view),
            self._build_url_pattern(
                "inspect", can_inspect, redirect_when_deleted(self.inspect_view)
            ),
            *(
                self._build_url_pattern(
                    view_class.action, can_manage, self._build_action_view(view_class)
                )
                for view_class in actions.ACTION_VIEWS
            ),
        ]

    def _build_action_view(
        self, view_class: type[actions.MemberActionView]
    ) -> Callable[..., HttpResponse]:
        def view(request: HttpRequest, instance_pk: str) -> HttpResponse:
            return view_class.as_view(model_admin=self, instance_pk=instance_pk)(request)

        return redirect_when_deleted(view)

    def _build_url_pattern(
        self, action: str, is_allowed: Callable[[Any], bool], view: Callable[..., HttpResponse]
    ) -> URLPattern:
        pattern = self.url_helper.get_action_url_pattern(action)
        name = self.url_helper.get_action_url_name(action)
        return re_path(pattern, no_store(restrict_view_to(is_allowed, view)), name=name)

    def register_admin_url_finders(self) -> None:
        """Register none: there is no edit page."""

    def register_indexing(self) -> None:
        """Do not add members to the reference index: they refer to nothing that editors delete."""
