"""The admin page of the membership team, with the form for superusers to join it."""

from typing import Any, cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.views.generic import FormView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import ModelLogEntry

from core.admin.permissions import is_superuser, restrict_view_to
from membership.actions import JOINED_TEAM, join_membership_team
from membership.http import redirect_303
from membership.models import get_team_users
from privacy.models import AccessLog
from users.models import MEMBERSHIP_TEAM_GROUP, User
from users.views import no_store

TITLE = "Membership team"
# Number of recent log entries shown.
MAX_ENTRIES = 20
JOINED = "You are now in the membership team. Everyone else in it will get an email."
ALREADY_IN_TEAM = "You are already in the membership team."


def is_in_team(user: Any) -> bool:
    return user.is_active and MEMBERSHIP_TEAM_GROUP in user.group_names


def can_view_team(user: Any) -> bool:
    return is_in_team(user) or is_superuser(user)


class JoinTeamForm(forms.Form):
    reason = forms.CharField(
        label="Reason for joining",
        max_length=255,
        help_text="Shown to the team and to site operators. Do not include names of applicants "
        "or members.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Enter a reason for joining",
            "max_length": "The reason must be 255 characters or fewer",
        },
    )


class MembershipTeamView(FormView):
    """Lists the team and the reasons for joining; superusers outside the team get the form."""

    form_class = JoinTeamForm
    template_name = "membership/staff/team.html"

    def form_valid(self, form: JoinTeamForm) -> HttpResponse:
        # Users of this page who are not in the team are superusers: see can_view_team.
        user = cast(User, self.request.user)
        if join_membership_team(user=user, **form.cleaned_data):
            messages.success(self.request, JOINED)
        else:
            messages.info(self.request, ALREADY_IN_TEAM)
        return redirect_303("membership_team")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        extra = {
            "title": TITLE,
            "is_in_team": is_in_team(self.request.user),
            "people": get_team_users().order_by("first_name", "last_name", "pk"),
            "arrivals": ModelLogEntry.objects.filter(action=JOINED_TEAM).select_related("user")[
                :MAX_ENTRIES
            ],
            "reasons": AccessLog.objects.filter(action=AccessLog.Action.JOINED_TEAM)[:MAX_ENTRIES],
        }
        return {**super().get_context_data(**kwargs), **extra}


class MembershipTeamMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return is_superuser(request.user)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    view: Any = MembershipTeamView.as_view()
    protected_view: Any = no_store(restrict_view_to(can_view_team, view))
    return [path("membership-team/", protected_view, name="membership_team")]


@hooks.register("register_settings_menu_item")
def register_menu_item() -> MenuItem:
    # Next to Wagtail's own items for users (600) and groups (601).
    return MembershipTeamMenuItem(TITLE, reverse("membership_team"), icon_name="group", order=602)
