"""Processes killed by SIGKILL: acknowledged applications are stored once, and none partly."""

import http.client
import json
import os
import random
import signal
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest

from encryption import KeyRing
from tests.live_site import (
    TIMEOUT_SECONDS,
    LiveSite,
    free_port,
    is_alive,
    live_site,
    run_script,
    wait_until,
)
from tests.membership.applicant import Applicant
from tests.smtp_sink import SmtpSink

pytestmark = [pytest.mark.live_site, pytest.mark.slow]
# Answers to the required questions of the demo.
ANSWERS = {
    "q_what_would_you_like_to_find_here": "People to talk with.",
    "q_which_nation_do_you_work_in": "Wales",
    "q_would_you_like_a_meeting_near_you": "No, thank you",
}
KILLS, PEOPLE = 25, 6


class Browser:
    """A client for Applicant that repeats interrupted requests, as users do."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.interruptions = 0

    def get(self, path: str) -> Any:
        return self._ask("GET", path)

    def post(self, path: str, data: dict[str, str]) -> Any:
        return self._ask("POST", path, urlencode(data))

    def _ask(self, *request: str) -> Any:
        return wait_until(lambda: self._try(*request), f"{request[:2]} is answered")

    def _try(self, *request: str) -> Any:
        with suppress(OSError, http.client.HTTPException):
            return self._ask_once(*request)
        self.interruptions += 1
        return None

    def _ask_once(self, method: str, path: str, body: str | None = None) -> Any:
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        site = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_SECONDS)
        with closing(site):
            site.request(method, path, body, kind)
            answer = site.getresponse()
            sent = answer.getheader("Set-Cookie")
            return SimpleNamespace(status_code=answer.status, cookies=sent, content=answer.read())


class Person:
    """Applies repeatedly, each time with another email address, until the test ends."""

    def __init__(self, site: LiveSite, number: int) -> None:
        self.browser, self.number = Browser(site.port), number
        self.acknowledged: list[str] = []

    def apply_until(self, is_over: threading.Event) -> None:
        while not is_over.is_set():
            address = f"person{self.number}.{len(self.acknowledged)}@example.org"
            answer = Applicant(self.browser, email=address, **ANSWERS).apply()
            assert answer.status_code == 303
            self.acknowledged.append(address)


class Stored:
    """The content of a site's database, read by another process."""

    def __init__(self, data_dir: Path) -> None:
        self.file = data_dir / "site.sqlite3"
        self.ring = KeyRing([(data_dir / "keys" / "field_encryption_keys").read_text().strip()])

    def rows(self, what: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.file, timeout=TIMEOUT_SECONDS)) as database:
            return database.execute(what).fetchall()

    def expire_claims(self) -> None:
        """As if the five minutes had passed for which a killed process claims an email."""
        with closing(sqlite3.connect(self.file, timeout=TIMEOUT_SECONDS)) as database, database:
            database.execute("UPDATE mailqueue_queuedmail SET claimed_until = NULL")

    def number(self, table: str) -> int:
        return int(self.rows(f"SELECT count(*) FROM {table}")[0][0])  # noqa: S608

    def applications(self) -> dict[int, str]:
        """Primary key -> email address of every application."""
        found = self.rows("SELECT id, email FROM membership_application")
        return {pk: self.ring.decrypt(email) for pk, email in found}

    def applications_of_tokens(self) -> list[int]:
        """The primary key of the application of each token."""
        found = self.rows("SELECT application_id FROM membership_applicationtoken")
        return [pk for (pk,) in found]


def kill_workers(site: LiveSite, people: list[Person]) -> int:
    """Kill a worker and wait for its restart, repeatedly; returns the number of kills."""
    for _ in range(KILLS):
        known = count_acknowledged(people)
        wait_until(
            lambda known=known: count_acknowledged(people) > known, "another applicant has applied"
        )
        killed = random.choice(sorted(wait_until(lambda: site.workers, "there is a worker")))
        os.kill(killed, signal.SIGKILL)
        wait_until(lambda pid=killed: pid not in site.workers, "the worker has ended")
    return KILLS


def kill_all_processes(site: LiveSite, people: list[Person]) -> int:
    """Kill all processes and restart the site, repeatedly; returns the number of kills."""
    for _ in range(3):
        known = count_acknowledged(people)
        wait_until(
            lambda known=known: count_acknowledged(people) > known, "another applicant has applied"
        )
        killed = site.processes
        for pid in killed:
            os.kill(pid, signal.SIGKILL)
        site.process.wait()
        wait_until(lambda pids=killed: not any(map(is_alive, pids)), "all processes have ended")
        Stored(site.data_dir).expire_claims()
        site.start()
    return 3


def count_acknowledged(people: list[Person]) -> int:
    return sum(len(person.acknowledged) for person in people)


@pytest.fixture
def smtp_sink() -> Iterator[SmtpSink]:
    with SmtpSink(free_port()) as box:
        yield box


@pytest.mark.timing
@pytest.mark.parametrize(
    ("kill", "kills", "mail_kills"),
    [(kill_workers, KILLS, 0), (kill_all_processes, 3, 3)],
    ids=["workers", "all"],
)
def test_applications_are_stored_once_while_workers_are_killed(
    data_dir: Path, smtp_sink: SmtpSink, kill: Callable[..., int], kills: int, mail_kills: int
) -> None:
    stored = Stored(data_dir)
    before = stored.applications()
    with live_site(data_dir, EMAIL_URL=f"smtp://127.0.0.1:{smtp_sink.port}") as site:
        people = [Person(site, number) for number in range(PEOPLE)]
        is_over = threading.Event()
        with ThreadPoolExecutor(PEOPLE) as pool:
            at_work = [pool.submit(person.apply_until, is_over) for person in people]
            try:
                assert kill(site, people) == kills
            finally:
                is_over.set()
            for work in at_work:
                work.result()
        wait_until(lambda: not stored.number("mailqueue_queuedmail"), "every email is delivered")
    acknowledged = sorted(address for person in people for address in person.acknowledged)
    assert sum(person.browser.interruptions for person in people) > 0
    assert len(acknowledged) >= kills
    new = {pk: email for pk, email in stored.applications().items() if pk not in before}
    assert sorted(new.values()) == acknowledged
    # For each, tokens of the form and of its content are marked as submitted.
    assert stored.number("membership_submittedformtoken") == 2 * len(acknowledged)
    assert sorted(stored.applications_of_tokens()) == sorted(new)
    delivered = Counter(message["To"] for message in smtp_sink.messages)
    assert delivered.keys() == set(acknowledged)
    # If the mail process is killed after the server has accepted an email, it is sent again.
    assert delivered.total() - len(acknowledged) <= mail_kills


# --- At each step of one submission, in a separate process --------------------------------------

STEPS = """
import json, os, signal, sys
from multiprocessing import get_context
import django
django.setup()
from django.db import connections
from django.test import Client
from mailqueue.backend import QueueBackend
from mailqueue.models import QueuedMail
from membership import actions
from membership.models import RecipientEmailCount, Application, ApplicationToken, SubmittedFormToken
from tests.membership.applicant import APPLY, Applicant

ANSWERS = json.loads(sys.argv[1])
STORED = (SubmittedFormToken, Application, RecipientEmailCount, ApplicationToken, QueuedMail)
STEPS = {
    "before all": (SubmittedFormToken, "save", "before"),
    "form is marked": (SubmittedFormToken, "save", "after"),
    "application is there": (Application, "save", "after"),
    "mail is counted": (type(RecipientEmailCount.objects), "count_if_allowed", "after"),
    "link is there": (ApplicationToken, "save", "after"),
    "mail is there": (QueueBackend, "send_messages", "after"),
    "before the commit": (type(connections["default"]), "_commit", "before"),
    "after the commit": (type(connections["default"]), "_commit", "after"),
}

def numbers():
    return [model.objects.count() for model in STORED]

def more_than(before):
    return [now - then for now, then in zip(numbers(), before)]

def checked(address):
    applicant = Applicant(Client(SERVER_NAME="127.0.0.1"), email=address, **ANSWERS)
    applicant.check()
    return applicant

def send_and_die(applicant, owner, name, when):
    work = getattr(owner, name)
    def dying(*args, **kwargs):
        answer = None if when == "before" else work(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)
    setattr(owner, name, dying)
    applicant.send()

def run_step(number, step):
    applicant, before = checked(f"person{number}@example.org"), numbers()
    connections.close_all()
    child = get_context("fork").Process(target=send_and_die, args=(applicant, *step))
    child.start()
    child.join()
    left = more_than(before)
    status = applicant.send().status_code
    return {"end": child.exitcode, "left": left, "status": status, "after": more_than(before)}

# Create the rows that only the first submission creates.
checked("first@example.org").send()
print(json.dumps({name: run_step(n, step) for n, (name, step) in enumerate(STEPS.items())}))
"""


def test_kill_at_any_step_leaves_all_or_nothing(
    data_dir: Path,
) -> None:
    done = run_script(STEPS, json.dumps(ANSWERS), data_dir=data_dir)
    steps = json.loads(done.stdout.splitlines()[-1])
    assert len(steps) == 8
    assert {step["end"] for step in steps.values()} == {-signal.SIGKILL}
    # Tokens of the form and of its content are marked as submitted.
    all_of_it = [2, 1, 1, 1, 1]
    whole = [name for name, step in steps.items() if step["left"] == all_of_it]
    assert whole == ["after the commit"]
    assert all(step["left"] == [0] * 5 for name, step in steps.items() if name not in whole)
    assert {step["status"] for step in steps.values()} == {303}
    assert all(step["after"] == all_of_it for step in steps.values())
