"""`manage.py serve`: starts, supervises and stops all its processes."""

import os
import re
import shutil
import signal
import socket
import sqlite3
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from server.ports import can_listen
from tests.live_site import (
    PASSWORD,
    TIMEOUT_SECONDS,
    LiveSite,
    free_port,
    is_alive,
    live_site,
    manage,
    wait_until,
)

pytestmark = [pytest.mark.live_site, pytest.mark.xdist_group("live_site")]


@pytest.fixture(scope="module")
def site(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """A running site shared by the tests of this file; each test leaves it running."""
    data = shutil.copytree(demo_data, tmp_path_factory.mktemp("live_site") / "data")
    with live_site(data) as running:
        yield running


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def wait_until_ended(pids: set[int]) -> None:
    wait_until(lambda: not any(map(is_alive, pids)), f"all of {pids} have ended")


def test_serve_answers_on_localhost_names(site: LiveSite) -> None:
    assert site.status("/") == site.status("/", host="localhost") == 200
    if can_listen("::1", free_port()):
        wait_until(lambda: site.status("/", host="[::1]") == 200, "the site answers over IPv6")


def test_serve_answers_on_ipv6_localhost(site: LiveSite) -> None:
    request = urllib.request.Request(f"{site.url}/", headers={"Host": f"[::1]:{site.port}"})
    assert urllib.request.urlopen(request).status == 200


def test_serve_starts_configured_number_of_workers(site: LiveSite) -> None:
    wait_until(lambda: len(site.workers) == 2, "there are two workers")


def test_serve_prints_its_url(site: LiveSite) -> None:
    assert f"The site is running at {site.url}/" in site.log.read_text()


@pytest.mark.timing
def test_killed_worker_is_restarted(site: LiveSite) -> None:
    killed = min(site.workers)
    kill(killed)
    wait_until(lambda: len(site.workers - {killed}) == 2, "there are two workers again")
    assert site.status("/") == 200


@pytest.mark.timing
@pytest.mark.parametrize("name", ["scheduler", "mail"])
def test_killed_process_is_restarted(name: str, site: LiveSite) -> None:
    killed = wait_until(lambda: site.child(name), f"there is a process called {name}")
    number = len(site.children)
    kill(killed)
    wait_until(
        lambda: site.child(name) not in {0, killed}, f"the process {name} has been restarted"
    )
    assert is_alive(site.child(name))
    assert len(site.children) == number


def test_scheduler_has_lower_priority(site: LiveSite) -> None:
    wait_until(
        lambda: site.child("scheduler") and site.child("mail"), "both processes have started"
    )
    wait_until(
        lambda: niceness(site.child("scheduler")) > niceness(site.child("mail")),
        "the scheduler has a lower priority",
    )


def niceness(pid: int) -> int:
    return os.getpriority(os.PRIO_PROCESS, pid)


@pytest.mark.timing
def test_killed_web_process_replaces_its_workers(site: LiveSite) -> None:
    killed = {site.web} | site.workers
    kill(site.web)
    wait_until_ended(killed)
    wait_until(lambda: len(site.workers - killed) == 2, "there are two workers again")
    wait_until(site.is_answering, "the site answers")
    assert site.status("/") == 200


def test_client_addresses_are_not_logged(site: LiveSite) -> None:
    site.status("/a-page-that-was-never-there/")
    assert "Not Found: (no page)" in site.log.read_text()
    assert "a-page-that-was-never-there" not in site.log.read_text()
    assert "127.0.0.1" not in site.log.read_text().replace(site.url, "")


def test_taken_port_is_reported_in_one_line(data_dir: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]
        done = manage("serve", data_dir=data_dir, port=port)
    message = f"Port {port} is already in use. Try: make run PORT={port + 1}"
    assert (done.returncode, done.stderr.strip()) == (1, f"CommandError: {message}")


def test_demo_site_listens_on_localhost_only(data_dir: Path) -> None:
    done = manage("serve", "--host", "0.0.0.0", data_dir=data_dir)  # noqa: S104
    assert done.returncode == 1
    assert "can only be served on this machine (127.0.0.1)" in done.stderr


@pytest.mark.timing
def test_slow_clients_do_not_block_others(site: LiveSite) -> None:
    head = f"POST /join/resend/ HTTP/1.1\r\nHost: localhost:{site.port}\r\nContent-Length: 100000"
    with ExitStack() as stack:
        for _ in range(200):
            client = socket.create_connection(("127.0.0.1", site.port), timeout=TIMEOUT_SECONDS)
            stack.enter_context(client).sendall(f"{head}\r\n\r\nemail=a".encode())
        for _ in range(50):
            with closing(HTTPConnection("127.0.0.1", site.port, timeout=2)) as visitor:
                visitor.request("GET", "/news/")
                assert visitor.getresponse().status == 200
        assert sign_in(site, address="127.0.0.2", timeout=10) == 302


def sign_in(site: LiveSite, address: str, timeout: float) -> int:
    """The status of a login with the right password from *address*."""
    options: dict[str, Any] = {"timeout": timeout, "source_address": (address, 0)}
    with closing(HTTPConnection("127.0.0.1", site.port, **options)) as visitor:
        visitor.request("GET", "/account/login/")
        answer = visitor.getresponse()
        cookie = answer.headers["Set-Cookie"].split(";")[0]
        token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', answer.read().decode())[0]
        form = {"csrfmiddlewaretoken": token, "login": "editor@example.org", "password": PASSWORD}
        headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        visitor.request("POST", "/account/login/", urlencode(form), headers)
        return visitor.getresponse().status


@pytest.mark.timing
@pytest.mark.slow
def test_sighup_stops_all_processes(data_dir: Path) -> None:
    with live_site(data_dir) as site:
        assert_ends_all(site, signal.SIGHUP)


def assert_ends_all(site: LiveSite, number: signal.Signals) -> None:
    """Signal *number*, sent to the parent, ends every process of the site."""
    processes = site.processes
    assert site.end(number) == 0
    assert not any(map(is_alive, processes))


@pytest.mark.timing
@pytest.mark.slow
def test_killed_parent_leaves_no_orphan(data_dir: Path) -> None:
    with live_site(data_dir) as site:
        processes = site.processes
        kill(site.process.pid)
        site.process.wait()
        wait_until_ended(processes)


@pytest.mark.timing
@pytest.mark.slow
def test_sigterm_stops_all_processes_and_keeps_page_views(data_dir: Path) -> None:
    with live_site(data_dir) as site:
        reader = urllib.request.Request(find_article(site), headers={"User-Agent": "Firefox"})
        assert urllib.request.urlopen(reader).status == 200
        assert_ends_all(site, signal.SIGTERM)
    with closing(sqlite3.connect(data_dir / "site.sqlite3")) as database:
        counted = database.execute("SELECT SUM(count) FROM news_dailyviews").fetchone()
    assert counted == (1,)


def find_article(site: LiveSite) -> str:
    """The URL of a public article."""
    listed = urllib.request.urlopen(f"{site.url}/sitemap.xml").read().decode()
    return re.findall(rf"<loc>({site.url}/news/[^<]+)</loc>", listed)[0]


@pytest.mark.timing
@pytest.mark.slow
def test_serve_with_setup_is_stopped_by_ctrl_c(data_dir: Path) -> None:
    (data_dir / "setup-state" / "static").unlink()
    with live_site(data_dir, "--setup") as site:
        assert site.status("/") == 200
        output = site.log.read_text()
        assert_ends_all(site, signal.SIGINT)
    assert "Collecting static files" in output
    assert "editor@example.org" in output
    assert PASSWORD in output
