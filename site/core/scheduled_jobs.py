"""Jobs of the site as a whole that run each minute or each day."""

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
from users.actions import delete_expired_changes, finish_account_recoveries


@minutely_job
def check_site_chrome() -> None:
    """Menus, footer and help lines as strangers see them."""
    check_snapshot()


@minutely_job
def publish_scheduled_pages() -> None:
    """Whatever an editor has scheduled."""
    call_command("publish_scheduled")


@daily_job
def delete_expired_failed_mail() -> None:
    """Mails that nobody could deliver, and nobody has tried again for a week."""
    QueuedMail.objects.expired(timezone.now()).delete()


@daily_job
def delete_expired_sessions() -> None:
    """Of those who left without signing out."""
    call_command("clearsessions")


@daily_job
def delete_stale_previews() -> None:
    """Forms that editors have previewed. Wagtail deletes them with the next preview."""
    FormState.objects.stale().delete()


@daily_job
def delete_expired_access_log() -> None:
    """Notes of who opened what, after the time that is promised."""
    AccessLog.objects.expired(timezone.now()).delete()


@daily_job
def delete_expired_account_changes() -> None:
    """New addresses that were not confirmed, and ways back that were used long ago."""
    delete_expired_changes()


@minutely_job
def complete_account_recoveries() -> None:
    """A day after it was announced to them, if they have not stopped it."""
    finish_account_recoveries()


@daily_job
def delete_expired_cache_rows() -> None:
    """By which limits were counted. Redis does it by itself; a table keeps them otherwise."""
    cache = caches["default"]
    if isinstance(cache, DatabaseCache):
        now = connection.ops.adapt_datetimefield_value(timezone.now().replace(microsecond=0))
        table = connection.ops.quote_name(cache._table)  # type: ignore[attr-defined]
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now])  # noqa: S608
