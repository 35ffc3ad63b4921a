"""The dashboard's quick link to members, with their number."""

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks

from core.admin.dashboard import DASHBOARD_LINKS_HOOK, QuickLink
from membership.models import Member
from membership.staff.permissions import can_list_members


@hooks.register(DASHBOARD_LINKS_HOOK)
def get_members_quick_link(request: HttpRequest) -> QuickLink | None:
    if not can_list_members(request.user):
        return None
    return QuickLink(
        title="Members",
        text=describe_members(),
        icon="user",
        url=reverse("members_modeladmin_index"),
        order=6,
    )


def describe_members() -> str:
    """A sentence such as "12 members, 1 suspended.", from one query."""
    rows = Member.objects.order_by().values_list("state").annotate(count=Count("pk"))
    states: dict[str, int] = dict(rows)
    total = sum(states.values())
    if not total:
        return "There are no members yet."
    parts = [f"{total} member{'' if total == 1 else 's'}"]
    for state in (Member.State.SUSPENDED, Member.State.ENDING):
        if states.get(state):
            parts.append(f"{states[state]} {state.label}")
    return f"{', '.join(parts)}."
