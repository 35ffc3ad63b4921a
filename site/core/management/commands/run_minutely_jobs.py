from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.mail.delivery import deliver_due_mail
from scheduler import jobs


class Command(BaseCommand):
    help = (
        "Does everything that is due: scheduled publishing and expiry, mails on their way. "
        "Safe to run at any time."
    )
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        failed = jobs.run_minutely_jobs()
        # Here, not among the clock's jobs: `serve` has a process for it, and a mail server that
        # hangs must not keep a page from being published.
        deliver_due_mail()
        if failed:
            raise CommandError(f"Not done, see above: {', '.join(failed)}.")
