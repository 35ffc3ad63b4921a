"""What the dashboard tells those who operate the site about mails that do not arrive."""

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

from core.mail.admin_views import LIST
from core.models.mail import QueuedMail
from core.permissions import is_superuser

# A mail may wait for a while without anybody's fault: some servers take nothing at the first try.
LONG = timedelta(hours=1)
DEAD = Q(state=QueuedMail.State.DEAD)
WAITING = Q(state=QueuedMail.State.WAITING)


@dataclass(frozen=True)
class MailTrouble:
    """How many mails are given up, and since when one has been waiting for too long."""

    dead: int
    waiting_since: datetime | None

    def __bool__(self) -> bool:
        return bool(self.dead or self.waiting_since)


def mail_trouble() -> MailTrouble:
    """How things stand, in one query."""
    seen = QueuedMail.objects.aggregate(
        dead=Count("pk", filter=DEAD), oldest=Min("created_at", filter=WAITING)
    )
    oldest = seen["oldest"]
    is_long = oldest is not None and timezone.now() - oldest > LONG
    return MailTrouble(seen["dead"], oldest if is_long else None)


class MailPanel(Component):
    """Says that mails do not arrive, and leads to their list. Above all else on the dashboard."""

    name = "mails"
    template_name = "core/mail/panel.html"
    order = 10

    def __init__(self, trouble: MailTrouble) -> None:
        self.trouble = trouble

    def get_context_data(self, parent_context: Mapping[str, Any] | None) -> dict[str, Any]:
        return {"trouble": self.trouble, "address": reverse(LIST)}


@hooks.register("construct_homepage_panels")
def tell_of_mails(request: HttpRequest, panels: list[Any]) -> None:
    if is_superuser(request.user) and (trouble := mail_trouble()):
        panels.append(MailPanel(trouble))
