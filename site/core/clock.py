"""What is due each minute, and once a day. An app adds its jobs when it is ready.

(In ``AppConfig.ready``.) All jobs are idempotent: a minute or a day may come late, or twice.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from wagtail.admin.models import FormState

from core.furniture import check_copy
from core.models import AccessLog, DailyJob, QueuedMail
from users.actions import finish_rescues, forget_changes

Job = TypeVar("Job", bound=Callable[[], object])

logger = logging.getLogger(__name__)
_jobs: list[Callable[[], object]] = []
_daily_jobs: list[Callable[[], object]] = []


def every_minute(job: Job) -> Job:
    """Have *job* run each minute."""
    if job not in _jobs:
        _jobs.append(job)
    return job


def every_day(job: Job) -> Job:
    """Have *job* run once on each day on which the site runs, early or as soon as it can."""
    if job not in _daily_jobs:
        _daily_jobs.append(job)
    return job


def make_due(job: Callable[[], object]) -> None:
    """Have the daily *job* run again within a minute, if this transaction is committed."""
    DailyJob.objects.filter(name=_name(job)).delete()


def tick() -> list[str]:
    """Run all that is due. Returns the names of the jobs that failed; none stops the others."""
    return [_name(job) for job in tuple(_jobs) if not _succeeds(job)]


def daily() -> list[str]:
    """Run all jobs of the day, done or not. Returns the names of those that failed."""
    return [_name(job) for job in tuple(_daily_jobs) if not _is_done_today(job)]


def daily_if_due() -> list[str]:
    """Run the jobs of the day that nobody has done today. Returns the names of the failed."""
    done = set(DailyJob.objects.filter(done_on=timezone.localdate()).values_list("name", flat=True))
    due = [job for job in tuple(_daily_jobs) if _name(job) not in done]
    return [_name(job) for job in due if not _is_done_today(job)]


def _is_done_today(job: Callable[[], object]) -> bool:
    today = timezone.localdate()
    # `make_due` deletes this row, and the job, if it is running at that time, stays due.
    DailyJob.objects.get_or_create(name=_name(job), defaults={"done_on": today - timedelta(days=1)})
    if not _succeeds(job):
        return False
    DailyJob.objects.filter(name=_name(job)).update(done_on=today)
    return True


def _succeeds(job: Callable[[], object]) -> bool:
    try:
        job()
    except Exception:
        logger.exception("%s failed; it is tried again in the next minute", _name(job))
        return False
    return True


def _name(job: Callable[[], object]) -> str:
    return getattr(job, "__name__", repr(job)).replace("_", " ")


@every_minute
def check_the_furniture() -> None:
    """Menus, footer and help lines as strangers see them."""
    check_copy()


@every_minute
def publish_and_expire_pages() -> None:
    """Whatever an editor has scheduled."""
    call_command("publish_scheduled")


@every_day
def delete_outdated_dead_letters() -> None:
    """Mails that nobody could deliver, and nobody has tried again for a week."""
    QueuedMail.objects.outdated(timezone.now()).delete()


@every_day
def delete_outdated_sessions() -> None:
    """Of those who left without signing out."""
    call_command("clearsessions")


@every_day
def delete_outdated_previews() -> None:
    """Forms that editors have previewed. Wagtail deletes them with the next preview."""
    FormState.objects.stale().delete()


@every_day
def delete_outdated_looks() -> None:
    """Notes of who opened what, after the time that is promised."""
    AccessLog.objects.outdated(timezone.now()).delete()


@every_day
def delete_outdated_changes_of_accounts() -> None:
    """New addresses that were not confirmed, and ways back that were used long ago."""
    forget_changes()


@every_minute
def let_in_whoever_lost_the_way() -> None:
    """A day after it was announced to them, if they have not stopped it."""
    finish_rescues()


@every_day
def delete_outdated_marks() -> None:
    """By which limits were counted. Redis does it by itself; a table keeps them otherwise."""
    cache = caches["default"]
    if isinstance(cache, DatabaseCache):
        now = connection.ops.adapt_datetimefield_value(timezone.now().replace(microsecond=0))
        table = connection.ops.quote_name(cache._table)  # type: ignore[attr-defined]
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now])  # noqa: S608
