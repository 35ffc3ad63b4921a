"""Wagtail hooks: the email queue in the admin, and deletion of failed emails."""

from django.utils import timezone
from wagtail import hooks

from mailqueue import panels, viewset  # noqa: F401  (their hooks)
from mailqueue.models import QueuedMail


@hooks.register("run_daily_job")
def delete_expired_failed_mail() -> None:
    """Delete emails whose delivery failed a week ago or earlier."""
    QueuedMail.objects.expired(timezone.now()).delete()
