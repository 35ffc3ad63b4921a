"""Run `manage.py serve` in separate processes, with its own data."""

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PASSWORD = "a password for tests"
# Seconds that anything can take on a busy machine before a test fails.
TIMEOUT_SECONDS = 120
# Environment variables that are passed on; all others are set by the test.
INHERITED_VARIABLES = ("PATH", "HOME", "LANG", "TMPDIR", "VIRTUAL_ENV", "COVERAGE_PROCESS_START")


def environment(data_dir: Path, port: int = 8000, **more: str) -> dict[str, str]:
    """The environment of a local site with its data in *data_dir*."""
    inherited = {name: os.environ[name] for name in INHERITED_VARIABLES if name in os.environ}
    own = {
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "DATA_DIR": str(data_dir),
        "PORT": str(port),
        "DEMO_PASSWORD": PASSWORD,
        # Browsers under test submit quickly, and all have the same IP address.
        "APPLICATION_MIN_SECONDS": "0",
        "APPLICATION_RATE_LIMITS": "100000,100000",
    }
    return inherited | own | more


def manage(
    *arguments: str, data_dir: Path, port: int = 8000, **more: str
) -> subprocess.CompletedProcess[str]:
    """Run a command of manage.py, and return the completed process."""
    return subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *arguments],
        env=environment(data_dir, port, **more),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=5 * TIMEOUT_SECONDS,
    )


def run_script(script: str, *arguments: str, data_dir: Path) -> subprocess.CompletedProcess[str]:
    """Run *script* with a site's data, in a separate process; it must succeed."""
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env=environment(data_dir, PYTHONPATH=f"{ROOT / 'site'}:{ROOT}"),
        capture_output=True,
        text=True,
        check=False,
        timeout=5 * TIMEOUT_SECONDS,
    )
    assert done.returncode == 0, done.stderr
    return done


def free_port() -> int:
    """A free port, to be bound later.

    It is below 32768, where ephemeral ports begin, so no outgoing connection can take it meanwhile.
    """
    while True:
        port = 20_000 + secrets.randbelow(12_000)
        with socket.socket() as trial, contextlib.suppress(OSError):
            trial.bind(("127.0.0.1", port))
            return port


def wait_until(is_true: Callable[[], Any], what: str) -> Any:
    """Wait until *is_true* returns a true value, and return it; *what* is for the error message."""
    deadline = time.monotonic() + TIMEOUT_SECONDS
    while time.monotonic() < deadline:
        if answer := is_true():
            return answer
        time.sleep(0.05)
    raise AssertionError(f"Timed out after {TIMEOUT_SECONDS} seconds. Waited for: {what}")


class LiveSite:
    """A running site. Its processes are identified by their parents and names."""

    def __init__(self, data_dir: Path, **more: str) -> None:
        self.data_dir, self.more = data_dir, more
        self._choose_port()

    def _choose_port(self) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = self.data_dir.parent / f"serve-{self.port}.log"

    def start(self, *options: str) -> None:
        """Start the site and wait for a response; choose another port if this one is taken."""
        while not self._try_to_start(*options):
            self._choose_port()

    def _try_to_start(self, *options: str) -> bool:
        with self.log.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, str(ROOT / "manage.py"), "serve", *options],
                env=environment(self.data_dir, self.port, **self.more),
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        wait_until(
            lambda: self.process.poll() is not None or self.is_answering(),
            f"the site answers (its log is {self.log})",
        )
        if self.process.poll() is None:
            return True
        log = self.log.read_text()
        assert f"Port {self.port} is already in use" in log, f"The site did not start: {log}"
        return False

    def is_answering(self) -> bool:
        # A server that listens before the site has logged so is another program.
        return "The site is running at" in self.log.read_text() and self.status("/healthz") == 200

    def status(self, path: str, host: str = "127.0.0.1") -> int:
        """The status of the response for *path*; 0 without a response."""
        try:
            address = f"http://{host}:{self.port}{path}"
            return int(urllib.request.urlopen(address, timeout=TIMEOUT_SECONDS).status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    @property
    def children(self) -> set[int]:
        return children_of(self.process.pid)

    @property
    def workers(self) -> set[int]:
        """The worker processes for 127.0.0.1."""
        return children_of(self.child("web"))

    @property
    def web(self) -> int:
        """The parent process of the workers."""
        return self.child("web")

    def child(self, name: str) -> int:
        """The child called *name* ("scheduler", "mail"); 0 if there is none."""
        named = (pid for pid in self.children if name_of(pid) == f"site {name}")
        return next(named, 0)

    @property
    def processes(self) -> list[int]:
        """All processes, parents first: one that is killed first restarts no other."""
        children = self.children
        return [self.process.pid, *children, *(pid for one in children for pid in children_of(one))]

    def end(self, number: int = signal.SIGTERM) -> int:
        """Send a signal to the parent; returns its exit code."""
        self.process.send_signal(number)
        return self.process.wait(TIMEOUT_SECONDS)

    def clean_up(self) -> None:
        """Stop it in any state."""
        with contextlib.suppress(ProcessLookupError, subprocess.TimeoutExpired):
            self.end()
        self.process.kill()


@contextlib.contextmanager
def live_site(data_dir: Path, *options: str, **more: str) -> Iterator[LiveSite]:
    """A running site, stopped at the end of the block."""
    site = LiveSite(data_dir, **more)
    try:
        site.start(*options)
        yield site
    finally:
        site.clean_up()


def children_of(parent: int) -> set[int]:
    """Running child processes (without zombies)."""
    listed = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid=,stat="], capture_output=True, text=True, check=True
    )
    rows = (line.split() for line in listed.stdout.splitlines())
    return {int(pid) for pid, ppid, state in rows if int(ppid) == parent and state[0] != "Z"}


def name_of(pid: int) -> str:
    """The process name of *pid*, as in process lists."""
    listed = subprocess.run(
        ["ps", "-p", str(pid), "-o", "comm="], capture_output=True, text=True, check=False
    )
    return listed.stdout.strip()


def is_alive(pid: int) -> bool:
    listed = subprocess.run(
        ["ps", "-p", str(pid), "-o", "stat="], capture_output=True, text=True, check=False
    )
    return listed.stdout.strip()[:1] not in {"", "Z"}
