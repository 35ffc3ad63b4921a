from typing import Any

from django.core.management.base import BaseCommand, CommandError

from scheduler import jobs


class Command(BaseCommand):
    help = (
        "Does the work of the day: deletes what is kept no longer. Safe to run twice, or late; "
        "a site run by `serve` does it by itself."
    )
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        if failed := jobs.run_daily_jobs():
            raise CommandError(f"Not done, see above: {', '.join(failed)}.")
