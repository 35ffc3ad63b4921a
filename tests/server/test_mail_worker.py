"""The mail worker of `manage.py serve`, with SMTP servers and killed processes."""

import os
import signal
import sqlite3
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.live_site import (
    ROOT,
    TIMEOUT_SECONDS,
    LiveSite,
    environment,
    free_port,
    is_alive,
    live_site,
    wait_until,
)
from tests.mailqueue.smtp_servers import FakeSmtpServer, accept_all, hang_after_data
from tests.smtp_sink import SmtpSink

pytestmark = pytest.mark.slow
ADDRESS = "ada.secret@example.org"


def url_of(server: SmtpSink | FakeSmtpServer) -> str:
    return f"smtp://127.0.0.1:{server.port}"


def request_reset_link(site: LiveSite, email: str = ADDRESS) -> str:
    """Request a password reset link; returns the URL after redirects."""
    jar = urllib.request.HTTPCookieProcessor(CookieJar())
    visitor = urllib.request.build_opener(jar)
    page = f"{site.url}/account/password/reset/"
    visitor.open(page).read()
    token = next(cookie.value for cookie in jar.cookiejar if cookie.name == "csrftoken")
    form = urllib.parse.urlencode({"email": email, "csrfmiddlewaretoken": token})
    visitor.addheaders = [("Referer", page)]
    return str(visitor.open(page, form.encode()).url)


def rows(site: LiveSite, what: str) -> list[tuple[Any, ...]]:
    """Rows of the database, read by another process."""
    with closing(
        sqlite3.connect(site.data_dir / "site.sqlite3", timeout=TIMEOUT_SECONDS)
    ) as database:
        found = database.execute(what).fetchall()
        database.commit()
    return found


def waiting(site: LiveSite) -> list[tuple[Any, ...]]:
    return rows(site, "SELECT attempts, claimed_until FROM mailqueue_queuedmail")


def make_due(site: LiveSite) -> None:
    """End all delays and leases."""
    past = "2020-01-01 00:00:00"
    rows(
        site,
        f"UPDATE mailqueue_queuedmail SET due_at = '{past}', "  # noqa: S608
        f"claimed_until = CASE WHEN claimed_until IS NULL THEN NULL ELSE '{past}' END",
    )


def assert_log_has_no_email_content(site: LiveSite) -> None:
    log = site.log.read_text()
    assert "The site is running at" in log
    private = (ADDRESS, "ada", "Choose a new password", "/account/password/reset/key/")
    assert [text for text in private if text in log] == []


@pytest.fixture
def holding() -> Iterator[FakeSmtpServer]:
    """An SMTP server that reads a message and does not reply."""
    with FakeSmtpServer(hang_after_data) as server:
        yield server


@pytest.mark.live_site
@pytest.mark.xdist_group("live_site")
def test_worker_delivers_and_deletes_email(data_dir: Path) -> None:
    with SmtpSink(free_port()) as box, live_site(data_dir, EMAIL_URL=url_of(box)) as site:
        assert request_reset_link(site) == f"{site.url}/account/password/reset/done/"
        message = box.wait_for_message_to(ADDRESS)
        assert f"{site.url}/account/password/reset/key/" in message.get_body().get_content()
        wait_until(lambda: not waiting(site), "the row is deleted")
        assert_log_has_no_email_content(site)


@pytest.mark.live_site
@pytest.mark.xdist_group("live_site")
def test_encrypted_email_waits_for_server(data_dir: Path) -> None:
    box = SmtpSink(free_port())
    with live_site(data_dir, EMAIL_URL=url_of(box)) as site:
        assert request_reset_link(site) == f"{site.url}/account/password/reset/done/"
        wait_until(lambda: waiting(site) == [(1, None)], "one attempt has been made")
        [(error,)] = rows(site, "SELECT last_error FROM mailqueue_queuedmail")
        assert error == "could not connect to the mail server"
        stored = b"".join(path.read_bytes() for path in data_dir.glob("site.sqlite3*"))
        assert error.encode() in stored
        assert ADDRESS.encode() not in stored
        with box:
            make_due(site)
            box.wait_for_message_to(ADDRESS)
            wait_until(lambda: not waiting(site), "the row is deleted")
        assert len(box.messages) == 1
        assert_log_has_no_email_content(site)


@pytest.mark.live_site
@pytest.mark.timing
def test_email_of_killed_worker_is_delivered_after_lease(
    data_dir: Path, holding: FakeSmtpServer
) -> None:
    with live_site(data_dir, EMAIL_URL=url_of(holding)) as site:
        request_reset_link(site)
        assert holding.has_mail.wait(TIMEOUT_SECONDS)
        killed = site.child("mail")
        os.kill(killed, signal.SIGKILL)
        wait_until(lambda: site.child("mail") not in {0, killed}, "there is another process")
        [(attempts, claimed_until)] = waiting(site)
        assert (attempts, claimed_until is None) == (1, False)
        holding.talk = accept_all
        make_due(site)
        wait_until(lambda: holding.messages and not waiting(site), "it is delivered")
        assert [message["To"] for message in holding.messages] == [ADDRESS]


@pytest.mark.live_site
@pytest.mark.timing
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_email_survives_shutdown(
    number: signal.Signals, data_dir: Path, holding: FakeSmtpServer
) -> None:
    with live_site(data_dir, EMAIL_URL=url_of(holding)) as site:
        request_reset_link(site)
        assert holding.has_mail.wait(TIMEOUT_SECONDS)
        mail_process = site.child("mail")
        site.end(number)
        wait_until(lambda: not is_alive(mail_process), "the mail process has ended")
        [(attempts, _)] = waiting(site)
        assert attempts == 1
        assert_log_has_no_email_content(site)
        make_due(site)
    holding.talk = accept_all
    with live_site(data_dir, EMAIL_URL=url_of(holding)) as site:
        wait_until(lambda: holding.messages and not waiting(site), "it is delivered")
        assert [message["To"] for message in holding.messages] == [ADDRESS]


# --- Concurrent processes ------------------------------------------------------------------------

PROCESSES, MAILS = 20, 60
# Runs in a separate process, since an in-memory test database has one connection.
CLAIM = f"""
import os
from multiprocessing import get_context
import django
django.setup()
from django.db import connections
from django.utils import timezone
from mailqueue.models import QueuedMail

fork = get_context("fork")
start, between, claimed = fork.Barrier({PROCESSES}), fork.Barrier({PROCESSES}), fork.Queue()

def claim():
    start.wait({TIMEOUT_SECONDS})
    first = QueuedMail.objects.claim(timezone.now())
    claimed.put((os.getpid(), first.reference))
    # Wait until every process has claimed one.
    between.wait({TIMEOUT_SECONDS})
    while mail := QueuedMail.objects.claim(timezone.now()):
        claimed.put((os.getpid(), mail.reference))
    claimed.put(None)

QueuedMail.objects.all().delete()
QueuedMail.objects.bulk_create(
    QueuedMail(recipient="a@example.org", message={{}}) for _ in range({MAILS})
)
connections.close_all()
processes = [fork.Process(target=claim) for _ in range({PROCESSES})]
for process in processes:
    process.start()
ended = 0
while ended < {PROCESSES}:
    if answer := claimed.get(timeout={TIMEOUT_SECONDS}):
        print(*answer)
    else:
        ended += 1
for process in processes:
    process.join()
QueuedMail.objects.all().delete()
"""


@pytest.mark.database
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_concurrent_processes_never_claim_the_same_email(same_database: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CLAIM],
        env=same_database | {"PYTHONPATH": f"{ROOT / 'site'}:{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=3 * TIMEOUT_SECONDS,
    )
    assert done.returncode == 0, done.stderr
    answers = [line.split() for line in done.stdout.splitlines()]
    references = [reference for _, reference in answers]
    assert len(references) == len(set(references)) == MAILS
    assert len({process for process, _ in answers}) == PROCESSES


@pytest.fixture
def same_database(request: Any, tmp_path: Path) -> dict[str, str]:
    """An environment with the test database; if it is in memory, with a demo site's."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return environment(request.getfixturevalue("data_dir"))
    place = f"{known['HOST']}:{known['PORT'] or 5432}/{known['NAME']}"
    url = f"postgres://{known['USER']}:{known['PASSWORD']}@{place}"
    return environment(tmp_path, DATABASE_URL=url)
