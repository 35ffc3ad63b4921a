"""The development server, as `make dev` runs it; it has the style guide."""

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.live_site import ROOT, LiveSite, environment, wait_until


class DebugSite(LiveSite):
    """`manage.py runserver` in one process, with debug pages."""

    def start(self, *options: str) -> None:
        command = [sys.executable, str(ROOT / "manage.py"), "runserver", "--noreload"]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [*command, f"127.0.0.1:{self.port}"],
                env=environment(self.data_dir, self.port, **self.more),
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        wait_until(self.is_answering, f"the site answers (its log is {self.log})")

    def is_answering(self) -> bool:
        # Unlike `manage.py serve`, this server does not log when it is ready.
        return self.status("/healthz") == 200


@contextlib.contextmanager
def run_debug_server(data_dir: Path) -> Iterator[DebugSite]:
    """A running debug server, ended afterwards."""
    site = DebugSite(data_dir, DJANGO_SETTINGS_MODULE="config.settings.dev")
    try:
        site.start()
        yield site
    finally:
        site.clean_up()
