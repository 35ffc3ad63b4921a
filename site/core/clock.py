"""What is due each minute. An app adds its own jobs when it is ready (``AppConfig.ready``)."""

import logging
from collections.abc import Callable
from typing import TypeVar

from django.core.management import call_command

from core.furniture import check_copy

Job = TypeVar("Job", bound=Callable[[], object])

logger = logging.getLogger(__name__)
_jobs: list[Callable[[], object]] = []


def every_minute(job: Job) -> Job:
    """Have *job* run each minute. It must be idempotent: a minute may come late, or twice."""
    if job not in _jobs:
        _jobs.append(job)
    return job


def tick() -> list[str]:
    """Run all that is due. Returns the names of the jobs that failed; none stops the others."""
    return [_name(job) for job in tuple(_jobs) if not _succeeds(job)]


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
