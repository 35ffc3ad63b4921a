"""Wagtail hooks: jobs, personal data, log actions of the team, warnings on the join page."""

from typing import Any

from django.http import HttpRequest
from django.utils.text import get_text_list
from wagtail import hooks
from wagtail.admin import messages
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

# Imported for the hooks that they register.
import membership.personal_data
import membership.staff.applications.admin
import membership.staff.applications.dashboard
import membership.staff.members.admin
import membership.staff.members.dashboard
import membership.staff.statistics_views
import membership.staff.team_views  # noqa: F401
from membership import actions
from membership.actions import JOINED_TEAM, TeamChange, announce_team_change
from membership.models import JoinPage
from users.models import MEMBERSHIP_TEAM_GROUP, User

hooks.register("run_daily_job", actions.purge_applications)
hooks.register("run_daily_job", actions.end_suspensions)
hooks.register("run_daily_job", actions.erase_ended_members)
hooks.register("run_daily_job", actions.record_member_count)
hooks.register("run_minutely_job", actions.purge_network_counts)
hooks.register("run_minutely_job", actions.finalise_decisions)


@hooks.register("register_log_actions")
def register_log_actions(registry: LogActionRegistry) -> None:
    registry.register_action(JOINED_TEAM, "Join membership team", "Joined the membership team")
    for change in TeamChange:
        registry.register_action(change.value, "Change membership team", change.label.capitalize())


@hooks.register("before_bulk_action")
def announce_active_state_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action_instance: Any
) -> None:
    """Email the team about the bulk action, whose UPDATE sends no signal.

    Runs in the transaction of the bulk action.
    """
    if action_type != "set_active_state":
        return
    is_active = action_instance.cleaned_form.cleaned_data["mark_as_active"]
    changed = User.objects.filter(
        pk__in=[user.pk for user in objects], groups__name=MEMBERSHIP_TEAM_GROUP
    ).exclude(is_active=is_active)
    change = TeamChange.REACTIVATED if is_active else TeamChange.DEACTIVATED
    announce_team_change(users=changed, change=change)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_of_sensitive_questions(request: HttpRequest, page: Page) -> None:
    """Warn of questions about data that the site promises not to need, in drafts too."""
    if not isinstance(page, JoinPage):
        return
    if sensitive := [
        f"“{item.label}”" for item in page.questions.all() if item.is_on_sensitive_list
    ]:
        messages.warning(
            request,
            f"{get_text_list(sensitive, 'and')}: the answers could be used against someone. "
            "Ask only if you need to. If you do, fill in “Why we ask”.",
        )
