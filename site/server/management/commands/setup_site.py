from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from home.demo import needs_demo_content
from server import demo_accounts, setup


class Command(BaseCommand):
    help = (
        "Prepare the site: update the database and collect static files. Skips steps that are "
        "already done."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--demo",
            action="store_true",
            help="load the demo content if the database is empty",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            setup.create_data_folders()
            self._run_steps()
            if options["demo"]:
                self._load_demo()
        except (setup.SetupError, OSError, DatabaseError) as error:
            raise CommandError(setup.describe_error(error)) from error

    def _run_steps(self) -> None:
        for step in setup.get_pending_steps():
            self.stdout.write(f"{step.description} ...")
            step.run()

    def _load_demo(self) -> None:
        if not needs_demo_content():
            self.stdout.write(demo_accounts.describe_accounts())
            return
        self.stdout.write("Loading the demo content ...")
        call_command("load_demo", stdout=self.stdout, stderr=self.stderr)
