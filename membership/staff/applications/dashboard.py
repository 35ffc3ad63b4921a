"""The dashboard's quick link to applications: how many are waiting, and for how long."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q
from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks

from core.admin.dashboard import DASHBOARD_LINKS_HOOK, QuickLink
from membership.models import Application
from membership.staff.applications.filters import HAS_ANSWERED, visible_to
from membership.staff.applications.presenters import format_waiting_time
from membership.staff.applications.views import INDEX_URL
from membership.staff.permissions import can_list_applications

State = Application.State
WAITING = Q(state=State.WAITING)


@hooks.register(DASHBOARD_LINKS_HOOK)
def get_applications_quick_link(request: HttpRequest) -> QuickLink | None:
    if not can_list_applications(request.user):
        return None
    return QuickLink(
        title="Applications",
        text=describe_queue(request.user),
        icon="group",
        url=reverse(INDEX_URL),
        order=5,
    )


def describe_queue(user: Any) -> str:
    """Text such as "1 application to review, waiting for 6 days.", from one query."""
    counts = (
        visible_to(user)
        .order_by()
        .aggregate(
            count=Count("pk", filter=WAITING),
            oldest=Min("confirmed_at", filter=WAITING),
            asked=Count("pk", filter=Q(state=State.ASKED)),
            answered=Count("pk", filter=HAS_ANSWERED),
        )
    )
    asked, answered = counts["asked"], counts["answered"]
    sentences = [
        _describe_waiting(counts["count"], counts["oldest"]),
        answered and f"{answered} {_inflect_have(answered)} answered a question.",
        asked and f"{asked} waiting for the applicant.",
    ]
    return " ".join(filter(None, sentences))


def _describe_waiting(count: int, oldest: datetime) -> str:
    if not count:
        return "No applications to review."
    time = format_waiting_time(oldest)
    since = "since today" if time == "today" else f"for {time}"
    if count == 1:
        return f"1 application to review, waiting {since}."
    return f"{count} applications to review. The oldest has been waiting {since}."


def _inflect_have(count: int) -> str:
    return "has" if count == 1 else "have"
