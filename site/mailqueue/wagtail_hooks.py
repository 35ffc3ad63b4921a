"""Wagtail hooks: the email queue in the admin, and deletion of failed emails."""

from django.utils import timezone
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from mailqueue import panels  # noqa: F401  (its hooks)
from mailqueue.models import QueuedMail
from mailqueue.views import RETRY_ACTION
from mailqueue.viewset import QueuedMailViewSet


@hooks.register("register_admin_viewset")
def register_email_queue() -> QueuedMailViewSet:
    return QueuedMailViewSet()


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(RETRY_ACTION, "Try again", "Sent a failed email again")


@hooks.register("run_daily_job")
def delete_expired_failed_mail() -> None:
    """Delete emails whose delivery failed a week ago or earlier."""
    QueuedMail.objects.expired(timezone.now()).delete()
