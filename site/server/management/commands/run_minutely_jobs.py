from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mailqueue.delivery import deliver_due_mail
from scheduler import jobs


class Command(BaseCommand):
    help = (
        "Run all jobs that are due: scheduled publishing, expiry and queued emails. Safe to run "
        "at any time."
    )
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        failed = jobs.run_minutely_jobs()
        # Not a job of the scheduler, because `serve` has a separate process for emails: a mail
        # server that hangs must not delay the publishing of pages.
        deliver_due_mail()
        if failed:
            raise CommandError(f"Failed (see above): {', '.join(failed)}.")
