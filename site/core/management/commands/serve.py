import subprocess
import sys
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from core import preparation
from core.server import port, web, welcome
from core.server.clock import run_clock
from core.server.family import Family

LOCAL_HOST = "127.0.0.1"


class Command(BaseCommand):
    help = "Serves the site: web workers and the minute clock, until Ctrl-C or SIGTERM."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--prepare",
            action="store_true",
            help="prepare first, as `prepare --demo` does",
        )
        parser.add_argument(
            "--host", default=LOCAL_HOST, help=f"address to listen on ({LOCAL_HOST})"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self._check(options["host"])
        is_new = options["prepare"] and self._prepare()
        self.stdout.write(welcome.words(with_accounts=not is_new))
        # Whatever is still in the buffer at a fork would be printed by each child again.
        self.stdout.flush()
        self._live(options["host"])

    @staticmethod
    def _live(host: str) -> None:
        application = web.load_site()
        run_web = partial(
            web.run_web, application=application, host=host, port=settings.PORT
        )
        Family(web=run_web, clock=run_clock).live()

    def _check(self, host: str) -> None:
        if settings.LOCAL_ACCOUNTS and host != LOCAL_HOST:
            raise CommandError(
                "A site with demo accounts is served on this machine alone."
            )
        if reason := port.why_not(host, settings.PORT):
            raise CommandError(reason)

    def _prepare(self) -> bool:
        """Returns whether the demo was loaded, which tells accounts and password by itself."""
        try:
            preparation.make_folders()
            is_new = preparation.lacks_demo()
            if is_new or preparation.pending_steps():
                self._prepare_apart()
            return is_new
        except (preparation.CannotPrepare, OSError, DatabaseError) as error:
            raise CommandError(preparation.explain(error)) from error

    def _prepare_apart(self) -> None:
        # In a process of its own: what preparing loads is not what serving needs in memory.
        done = subprocess.run(
            [sys.executable, settings.ROOT / "manage.py", "prepare", "--demo"],
            check=False,
        )
        if done.returncode:
            sys.exit(done.returncode)
