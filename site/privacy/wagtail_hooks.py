"""Wagtail hooks: the access log, personal data of accounts, and deletion of expired data."""

from django.utils import timezone
from wagtail import hooks

from privacy import account_data, database_cleanup  # noqa: F401  (their hooks)
from privacy.access_log.viewset import AccessLogViewSet
from privacy.models import AccessLog


@hooks.register("register_admin_viewset")
def register_access_log() -> AccessLogViewSet:
    return AccessLogViewSet()


@hooks.register("run_daily_job")
def delete_expired_access_log() -> None:
    """Delete access log entries that are older than the retention period."""
    AccessLog.objects.expired(timezone.now()).delete()
