"""Dashboard panel about failed and overdue emails, for superusers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.ui.components import Component

from mailqueue.models.queued_mail import QueuedMail
from mailqueue.views import INDEX_URL_NAME

# Some servers defer the first attempt (greylisting), so a short wait is normal.
MAX_WAIT = timedelta(hours=1)
FAILED = Q(state=QueuedMail.State.FAILED)
WAITING = Q(state=QueuedMail.State.WAITING)


@dataclass(frozen=True)
class MailQueueStatus:
    """Number of failed emails, and since when the oldest overdue one has been waiting."""

    failed: int
    waiting_since: datetime | None

    def __bool__(self) -> bool:
        return bool(self.failed or self.waiting_since)


def get_mail_queue_status() -> MailQueueStatus:
    """The status of the queue, in one query."""
    seen = QueuedMail.objects.aggregate(
        failed=Count("pk", filter=FAILED), oldest=Min("created_at", filter=WAITING)
    )
    oldest = seen["oldest"]
    is_overdue = oldest is not None and timezone.now() - oldest > MAX_WAIT
    return MailQueueStatus(seen["failed"], oldest if is_overdue else None)


class MailQueuePanel(Component):
    """Links to failed and overdue emails. The first panel of the dashboard."""

    name = "email-queue"
    template_name = "mailqueue/panel.html"
    order = 10

    def __init__(self, queue_status: MailQueueStatus) -> None:
        self.queue_status = queue_status

    def get_context_data(self, parent_context: Mapping[str, Any] | None) -> dict[str, Any]:
        return {"queue_status": self.queue_status, "url": reverse(INDEX_URL_NAME)}


@hooks.register("construct_homepage_panels")
def add_mail_panel(request: HttpRequest, panels: list[Any]) -> None:
    if request.user.is_superuser and (queue_status := get_mail_queue_status()):
        panels.append(MailQueuePanel(queue_status))
