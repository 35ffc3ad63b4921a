"""What the dashboard tells the membership team: how many wait, and for how long."""

from django.db.models import Count, Min
from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks

from core.welcome import TASKS_HOOK, Task
from membership.admin_views import LIST
from membership.models import Application
from membership.rights import may_list
from membership.waiting import in_days


@hooks.register(TASKS_HOOK)
def look_after_applications(request: HttpRequest) -> Task | None:
    if not may_list(request.user):
        return None
    return Task(
        title="Look after applications",
        text=who_waits(),
        icon="group",
        address=reverse(LIST),
        order=5,
    )


def who_waits() -> str:
    """ "3 are waiting, the oldest for 6 days.", in one query."""
    waiting = Application.objects.awaiting_decision().order_by()
    seen = waiting.aggregate(count=Count("pk"), oldest=Min("confirmed_at"))
    count, oldest = seen["count"], seen["oldest"]
    if not count:
        return "Nobody is waiting."
    time = in_days(oldest)
    since = "since today" if time == "today" else f"for {time}"
    return f"1 is waiting, {since}." if count == 1 else f"{count} are waiting, the oldest {since}."
