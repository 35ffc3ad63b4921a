"""Minutely and daily jobs of the site as a whole."""

from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from wagtail.admin.models import FormState

from core.chrome import check_snapshot
from mailqueue.models import QueuedMail
from privacy.models import AccessLog
from scheduler.jobs import daily_job, minutely_job
from users.actions import complete_account_recoveries, delete_expired_changes


@minutely_job
def check_site_chrome() -> None:
    """Rewrite the snapshot of menus, footer and helplines if it is missing or outdated."""
    check_snapshot()


@minutely_job
def publish_scheduled_pages() -> None:
    """Publish pages with a due go-live date, and unpublish those with a due expiry date."""
    call_command("publish_scheduled")


@daily_job
def delete_expired_failed_mail() -> None:
    """Delete emails whose delivery failed a week ago or earlier."""
    QueuedMail.objects.expired(timezone.now()).delete()


@daily_job
def delete_expired_sessions() -> None:
    """Delete expired sessions, which remain if users do not sign out."""
    call_command("clearsessions")


@daily_job
def delete_stale_previews() -> None:
    """Delete the form data of old previews, which Wagtail deletes only with the next preview."""
    FormState.objects.stale().delete()


@daily_job
def delete_expired_access_log() -> None:
    """Delete access log entries that are older than the retention period."""
    AccessLog.objects.expired(timezone.now()).delete()


@daily_job
def delete_expired_account_changes() -> None:
    """Delete email changes that were not confirmed, and account recoveries that ended long ago."""
    delete_expired_changes()


@minutely_job
def complete_due_account_recoveries() -> None:
    """Complete account recoveries whose owner was notified a day ago and has not cancelled."""
    complete_account_recoveries()


@daily_job
def delete_expired_cache_rows() -> None:
    """Delete expired rows of the cache table, such as rate limit counts. Redis expires its own."""
    cache = caches["default"]
    if isinstance(cache, DatabaseCache):
        now = connection.ops.adapt_datetimefield_value(timezone.now().replace(microsecond=0))
        table = connection.ops.quote_name(cache._table)  # type: ignore[attr-defined]
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now])  # noqa: S608
