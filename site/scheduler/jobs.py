"""Jobs that run every minute or once a day. Apps register theirs in ``AppConfig.ready``.

All jobs must be idempotent: they may run late, or twice in the same minute or day.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from django.utils import timezone

from scheduler.models import DailyJob

Job = TypeVar("Job", bound=Callable[[], object])

logger = logging.getLogger(__name__)
_minutely_jobs: list[Callable[[], object]] = []
_daily_jobs: list[Callable[[], object]] = []


def minutely_job(job: Job) -> Job:
    """Register *job* to run every minute."""
    if job not in _minutely_jobs:
        _minutely_jobs.append(job)
    return job


def daily_job(job: Job) -> Job:
    """Register *job* to run once a day: after midnight, or as soon as the site runs again."""
    if job not in _daily_jobs:
        _daily_jobs.append(job)
    return job


def make_due(job: Callable[[], object]) -> None:
    """Have the daily *job* run again within a minute of the commit of this transaction."""
    DailyJob.objects.filter(name=_get_job_name(job)).delete()


def run_minutely_jobs() -> list[str]:
    """Run all minutely jobs, even if some fail. Returns the names of those that failed."""
    return [_get_job_name(job) for job in tuple(_minutely_jobs) if not _run_job(job)]


def run_daily_jobs() -> list[str]:
    """Run all daily jobs, even if they have run today. Returns the names of those that failed."""
    return [_get_job_name(job) for job in tuple(_daily_jobs) if not _run_daily_job(job)]


def run_due_daily_jobs() -> list[str]:
    """Run the daily jobs that have not run today. Returns the names of those that failed."""
    done = set(DailyJob.objects.filter(done_on=timezone.localdate()).values_list("name", flat=True))
    due = [job for job in tuple(_daily_jobs) if _get_job_name(job) not in done]
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
