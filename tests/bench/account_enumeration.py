"""Whether response times reveal that an email address is known: alternates known and unknown ones.

The SMTP server is slow. Prints medians, without pass or fail.
"""

import asyncio
import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

from tests.live_site import LiveSite, free_port, live_site, run_script
from tests.smtp_sink import SmtpSink

PAIRS = 200
# Uncounted pairs at the beginning, which load what is loaded on first use.
WARM_UP = 5
# Seconds that the SMTP server waits for each email.
SLOW = 1
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
# A member with another application for each attempt, since limits count by email address. Prints
# references.
MAKE_PEOPLE = """
import sys, django
django.setup()
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction
from tests.factories import ApplicationFactory
from users.models import User
password, members = make_password("their own password"), Group.objects.get(name="Members")
with transaction.atomic():
    for number in range(int(sys.argv[1])):
        email = f"person-k{number}@example.org"
        user = User.objects.create(email=email, password=password)
        user.groups.add(members)
        ApplicationFactory(email=email, waiting=True)
        print(user.reference)
"""
NO_REFERENCE = "2222-2222"
# How to fill in the join form: port of the site and part of an email address -> form data.
FillIn = Callable[[int, str], dict[str, str]]


@dataclass(frozen=True)
class TimingGap:
    """Response times of an endpoint for known and for unknown addresses, in seconds."""

    endpoint: str
    known: list[float]
    unknown: list[float]

    def __str__(self) -> str:
        known, unknown = median(self.known) * 1000, median(self.unknown) * 1000
        gap = known - unknown
        return f"{self.endpoint:<40} {known:8.1f} {unknown:8.1f} {gap:+8.2f} {gap / unknown:+8.1%}"


@dataclass(frozen=True)
class AccountClient:
    """A client that submits an email address; *reference* is that of an account, or empty."""

    name: str
    reference: str

    @property
    def email(self) -> str:
        return f"person-{self.name}@example.org"


class SlowSmtpSink(SmtpSink):
    """Waits before accepting each email."""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        await asyncio.sleep(SLOW)
        return await super().handle_DATA(server, session, envelope)


class FormClient:
    """Submits forms with one token, each time from another network."""

    def __init__(self, site: LiveSite) -> None:
        self.site, self.cookie, self.token = site, "", ""
        self.networks = count()
        answer, page = self._send_request("GET", "/account/login/", {})
        self.cookie = answer.headers["Set-Cookie"].split(";")[0]
        self.token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[0]

    def measure_request(self, method: str, path: str, form: dict[str, str], status: int) -> float:
        """Seconds until the whole response has arrived; it must have the *status*."""
        sent = {**form, "csrfmiddlewaretoken": self.token} if form else {}
        began = time.perf_counter()
        answer, page = self._send_request(method, path, sent)
        took = time.perf_counter() - began
        if answer.status != status:
            raise SystemExit(f"{method} {path} returned status {answer.status}: {page[:300]}")
        return took

    def _send_request(self, method: str, path: str, form: dict[str, str]) -> tuple[Any, str]:
        connection = HTTPConnection("127.0.0.1", self.site.port, timeout=60)
        number = next(self.networks)
        network = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        headers = {**FORM, "Cookie": self.cookie, "X-Forwarded-For": network}
        connection.request(method, path, urlencode(form) or None, headers)
        answer = connection.getresponse()
        page = answer.read().decode()
        connection.close()
        return answer, page


Endpoint = Callable[[FormClient, AccountClient], float]


def sign_in(client: FormClient, person: AccountClient) -> float:
    form = {"login": person.email, "password": "not their password"}
    return client.measure_request("POST", "/account/login/", form, 200)


def reset(client: FormClient, person: AccountClient) -> float:
    return client.measure_request("POST", "/account/password/reset/", {"email": person.email}, 302)


def resend(client: FormClient, person: AccountClient) -> float:
    return client.measure_request("POST", "/join/resend/", {"email": person.email}, 303)


def set_up(client: FormClient, person: AccountClient) -> float:
    key = f"{person.reference.replace('-', '')}-aaaaaa-{'b' * 32}"
    return client.measure_request("GET", f"/account/password/reset/key/{key}/", {}, 200)


def join(client: FormClient, person: AccountClient, *, fill_in: FillIn) -> float:
    """The last step, which stores and emails; the steps before it look up no account."""
    form = fill_in(client.site.port, person.name)
    return client.measure_request("POST", "/join/apply/", form, 303)


def run(data: Path, fill_in: FillIn) -> None:
    """Serve the site in *data* and print the timing gap of each endpoint."""
    result = run_script(MAKE_PEOPLE, str(PAIRS + WARM_UP), data_dir=data)
    known = [AccountClient(f"k{n}", reference) for n, reference in enumerate(result.stdout.split())]
    endpoints: dict[str, Endpoint] = {
        "sign in with a wrong password": sign_in,
        "request a new password": reset,
        "request a new link to an application": resend,
        "send an application": partial(join, fill_in=fill_in),
        "open an invalid password link": set_up,
    }
    print(f"\nTiming gaps for known and unknown accounts: {PAIRS} pairs, {SLOW} s for each email")
    print(f"{'':<40} {'known':>8} {'unknown':>8} {'gap':>8} {'gap':>8}  ms")
    with SlowSmtpSink(free_port()) as smtp_sink:
        # A trusted proxy for this client, so that no limit per network applies.
        more = {"EMAIL_URL": f"smtp://127.0.0.1:{smtp_sink.port}", "TRUSTED_PROXIES": "127.0.0.1"}
        with live_site(data, **more) as site:
            for name, endpoint in endpoints.items():
                print(measure_gap(name, endpoint, FormClient(site), known), flush=True)


def measure_gap(
    name: str, endpoint: Endpoint, client: FormClient, known: list[AccountClient]
) -> TimingGap:
    """Call *endpoint* for each of *known* and for as many unknown users, in random order."""
    gap = TimingGap(name, [], [])
    for number, known_person in enumerate(known):
        unknown_person = AccountClient(f"u{number}", NO_REFERENCE)
        turns = [(known_person, gap.known), (unknown_person, gap.unknown)]
        random.shuffle(turns)
        for person, times in turns:
            took = endpoint(client, person)
            if number >= WARM_UP:
                times.append(took)
    return gap
