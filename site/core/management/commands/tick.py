from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core import clock


class Command(BaseCommand):
    help = "Does everything that is due: scheduled publishing and expiry. Safe to run at any time."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        if failed := clock.tick():
            raise CommandError(f"Not done, see above: {', '.join(failed)}.")
