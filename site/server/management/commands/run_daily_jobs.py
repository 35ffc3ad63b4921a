from typing import Any

from django.core.management.base import BaseCommand, CommandError

from scheduler import jobs


class Command(BaseCommand):
    help = (
        "Run the daily jobs, such as deleting data whose retention period has ended. Safe to run "
        "more than once a day or late. `serve` runs them automatically."
    )
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        if failed := jobs.run_daily_jobs():
            raise CommandError(f"Failed (see above): {', '.join(failed)}.")
