"""Jobs that run every minute or once a day.

They are functions that apps register for the hooks ``run_minutely_job`` and ``run_daily_job``. A
daily job runs after midnight, or as soon as the site runs again. Jobs run in the order of their
hooks.

All jobs must be idempotent: they may run late, or twice in the same minute or day.
"""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from wagtail import hooks

from scheduler.models import DailyJob

MINUTELY_HOOK, DAILY_HOOK = "run_minutely_job", "run_daily_job"

logger = logging.getLogger(__name__)


def make_due(job: Callable[[], object]) -> None:
    """Have the daily *job* run again within a minute of the commit of this transaction."""
    DailyJob.objects.filter(name=_get_job_name(job)).delete()


def run_minutely_jobs() -> list[str]:
    """Run all minutely jobs, even if some fail. Returns the names of those that failed."""
    return [_get_job_name(job) for job in hooks.get_hooks(MINUTELY_HOOK) if not _run_job(job)]


def run_daily_jobs() -> list[str]:
    """Run all daily jobs, even if they have run today. Returns the names of those that failed."""
    return [_get_job_name(job) for job in hooks.get_hooks(DAILY_HOOK) if not _run_daily_job(job)]


def run_due_daily_jobs() -> list[str]:
    """Run the daily jobs that have not run today. Returns the names of those that failed."""
    done = set(DailyJob.objects.filter(done_on=timezone.localdate()).values_list("name", flat=True))
    due = [job for job in hooks.get_hooks(DAILY_HOOK) if _get_job_name(job) not in done]
    return [_get_job_name(job) for job in due if not _run_daily_job(job)]


def _run_daily_job(job: Callable[[], object]) -> bool:
    today = timezone.localdate()
    # `make_due` deletes this row, so a job that is running at that time will be due again.
    DailyJob.objects.get_or_create(
        name=_get_job_name(job), defaults={"done_on": today - timedelta(days=1)}
    )
    if not _run_job(job):
        return False
    DailyJob.objects.filter(name=_get_job_name(job)).update(done_on=today)
    return True


def _run_job(job: Callable[[], object]) -> bool:
    try:
        job()
    except Exception:
        logger.exception("%s failed. It will run again in a minute.", _get_job_name(job))
        return False
    return True


def _get_job_name(job: Callable[[], object]) -> str:
    return getattr(job, "__name__", repr(job)).replace("_", " ")
