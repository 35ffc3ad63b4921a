from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from core import demo_accounts, preparation


class Command(BaseCommand):
    help = "Makes everything ready to be served. What is ready already is left alone."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--demo",
            action="store_true",
            help="load the demo site when the database is empty",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            preparation.make_folders()
            self._take_steps()
            if options["demo"]:
                self._offer_demo()
        except (preparation.CannotPrepare, OSError, DatabaseError) as error:
            raise CommandError(preparation.explain(error)) from error

    def _take_steps(self) -> None:
        for step in preparation.pending_steps():
            self.stdout.write(f"{step.words} ...")
            step.run()

    def _offer_demo(self) -> None:
        if not preparation.lacks_demo():
            self.stdout.write(demo_accounts.words())
            return
        self.stdout.write("Loading the demo site ...")
        call_command("load_demo", stdout=self.stdout, stderr=self.stderr)
