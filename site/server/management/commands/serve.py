import contextlib
import os
import signal
import subprocess
import sys
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from encryption.rotation import missing_key_message
from home.demo import needs_demo_content
from server import demo_accounts, ports, setup, web
from server.mail import run_mail_worker
from server.process_exit import run_hooks_at_exit
from server.scheduler import run_scheduler
from server.supervisor import ProcessSupervisor, Target

LOCAL_HOST, LOCAL_HOST_IPV6 = "127.0.0.1", "::1"


class Command(BaseCommand):
    help = "Serve the site: web workers, scheduler and email worker, until Ctrl-C or SIGTERM."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--setup",
            action="store_true",
            help="run `setup_site --demo` first",
        )
        parser.add_argument(
            "--host", default=LOCAL_HOST, help=f"address to listen on ({LOCAL_HOST})"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        host = options["host"]
        self._check(host)
        if options["setup"]:
            self._set_up(host)
        self._warn_about_missing_keys()
        self.stdout.write(f"The site is running at {settings.SITE_URL}/ (press Ctrl-C to stop)")
        # Output that is still buffered at a fork would be printed again by each child.
        self.stdout.flush()
        self._run(host)

    @staticmethod
    def _run(host: str) -> None:
        run_web = partial(web.run_web, application=web.load_site(), port=settings.PORT)
        targets: dict[str, Target] = {
            "web": partial(run_web, host=host),
            "scheduler": run_scheduler,
            "mail": run_mail_worker,
        }
        # Granian listens on one address, but browsers may resolve "localhost" to the IPv6 one.
        if host == LOCAL_HOST and ports.can_listen(LOCAL_HOST_IPV6, settings.PORT):
            targets["web-ipv6"] = partial(run_web, host=LOCAL_HOST_IPV6, workers=1)
        run_hooks_at_exit()
        ProcessSupervisor(**targets).run()

    def _check(self, host: str) -> None:
        if settings.ALLOW_DEMO_ACCOUNTS and host != LOCAL_HOST:
            raise CommandError(
                f"A site with demo accounts can only be served on this machine ({LOCAL_HOST})."
            )
        if reason := ports.find_port_problem(host, settings.PORT):
            raise CommandError(reason)

    def _set_up(self, host: str) -> None:
        try:
            setup.create_data_folders()
            if setup.get_pending_steps() or needs_demo_content():
                self._set_up_and_restart(host)
        except (setup.SetupError, OSError, DatabaseError) as error:
            raise CommandError(setup.describe_error(error)) from error
        self.stdout.write(demo_accounts.describe_accounts())

    def _warn_about_missing_keys(self) -> None:
        # Only a warning, because public content can be read without the keys.
        with contextlib.suppress(DatabaseError):
            if message := missing_key_message():
                self.stderr.write(message)

    @staticmethod
    def _set_up_and_restart(host: str) -> None:
        # In a subprocess, because setup loads modules that serving does not need. Afterwards this
        # process restarts, because what it has loaded refers to the old style sheets.
        manage = [sys.executable, str(settings.ROOT / "manage.py")]
        # Ctrl-C reaches both processes. This one ignores it, and waits for the subprocess to exit.
        previous_handler = signal.signal(signal.SIGINT, lambda *_: None)
        done = subprocess.run([*manage, "setup_site", "--demo"], check=False)
        signal.signal(signal.SIGINT, previous_handler)
        if done.returncode == -signal.SIGINT:
            raise KeyboardInterrupt
        if done.returncode:
            sys.exit(done.returncode)
        os.execv(sys.executable, [*manage, "serve", "--host", host])
