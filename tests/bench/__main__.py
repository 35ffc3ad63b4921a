"""`make bench`: requests per second and response times on this machine, without pass or fail.

Serves a copy of the demo site with an SMTP server, and lets many clients use it concurrently.
"""

import re
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import unescape
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlencode

from tests.bench import account_enumeration
from tests.live_site import LiveSite, free_port, live_site, manage, wait_until
from tests.smtp_sink import SmtpSink

PEOPLE = 8
SECONDS = 10
PAGES = ("/", "/news/", "/resources/", "/search/?q=rest", "/join/")
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
ANSWERS = {
    "name": "Robin",
    "profession": "Nursing",
    "stage": "qualified",
    "eligible": "on",
}


@dataclass(frozen=True)
class Measurement:
    """Result of one benchmark. Times are in seconds, one per use."""

    name: str
    times: list[float]
    took: float

    def __str__(self) -> str:
        each = f"{median(self.times) * 1000:8.1f} {quantiles(self.times, n=20)[-1] * 1000:8.1f}"
        return f"{self.name:<40} {len(self.times) / self.took:8.1f} {each}"


class Visitor:
    """A browser that keeps its connection during one use, and no other state."""

    def __init__(self, port: int) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=30)

    def get(self, path: str) -> str:
        return self._send_request("GET", path, None)

    def post(self, path: str, data: dict[str, str]) -> str:
        return self._send_request("POST", path, urlencode(data))

    def _send_request(self, method: str, path: str, body: str | None) -> str:
        self.connection.request(method, path, body, FORM if body else {})
        answer = self.connection.getresponse()
        text = answer.read().decode()
        if answer.status not in {200, 303}:
            raise SystemExit(f"{method} {path} returned status {answer.status}.")
        return text if answer.status == 200 else answer.headers["Location"]


def main() -> None:
    """Prepare a site, run the benchmarks and print the table."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, SmtpSink(free_port()) as smtp_sink:
        data = Path(folder) / "data"
        print("Setting up the demo site ...", flush=True)
        # Renditions are created once, before the measurement.
        for arguments in (("setup_site", "--demo"), ("run_minutely_jobs",)):
            done = manage(*arguments, data_dir=data)
            if done.returncode:
                sys.exit(done.stdout + done.stderr)
        with live_site(data, EMAIL_URL=f"smtp://127.0.0.1:{smtp_sink.port}") as site:
            run(site, smtp_sink)
        account_enumeration.run(data, lambda port, number: check(Visitor(port), number))


def run(site: LiveSite, smtp_sink: SmtpSink) -> None:
    print(f"{PEOPLE} concurrent visitors, {SECONDS} seconds each")
    print(f"{'':<40} {'per sec.':>8} {'median':>8} {'95 %':>8}  ms")
    for path in PAGES:
        print(measure(f"read {path}", site, lambda who, _, path=path: who.get(path)))
    checked: list[dict[str, str]] = []
    print(
        measure(
            "fill in the form and check the answers",
            site,
            lambda who, number: checked.append(check(who, number)),
        )
    )
    made = len(checked)
    print(
        measure(
            "send the application and its email",
            site,
            lambda who, _: send(who, checked.pop()),
            lambda: len(checked) > PEOPLE,
        )
    )
    whole = measure("complete application", site, lambda who, number: send(who, check(who, number)))
    print(whole)
    began = time.monotonic()
    wanted = made - len(checked) + len(whole.times)
    wait_until(lambda: len(smtp_sink.messages) >= wanted, f"{wanted} emails")
    late = time.monotonic() - began
    print(f"All {wanted} emails were delivered {late:.1f} s after the last application.")


def measure(
    name: str,
    site: LiveSite,
    use: Callable[[Visitor, str], object],
    should_continue: Callable[[], bool] = lambda: True,
) -> Measurement:
    """Run *use* repeatedly in many threads, each with a new visitor and number."""
    began = time.monotonic()

    def repeat(place: int) -> list[float]:
        times: list[float] = []
        while time.monotonic() - began < SECONDS and should_continue():
            start = time.perf_counter()
            use(Visitor(site.port), f"{place}-{len(times)}-{began}")
            times.append(time.perf_counter() - start)
        return times

    with ThreadPoolExecutor(PEOPLE) as pool:
        times = [each for listed in pool.map(repeat, range(PEOPLE)) for each in listed]
    return Measurement(name, times, time.monotonic() - began)


def check(visitor: Visitor, number: str) -> dict[str, str]:
    """Fill in the form as a browser without JavaScript does; return the data to submit."""
    page = visitor.get("/join/")
    answers = {**ANSWERS, **answers_to_all(page), "email": f"person-{number}@example.org"}
    start = hidden("start", page)
    checked = visitor.post("/join/apply/", {**answers, "start": start, "step": "check"})
    return {"draft": hidden("draft", checked), "step": "send", "consent": "yes"}


def send(visitor: Visitor, form: dict[str, str]) -> None:
    if (led_to := visitor.post("/join/apply/", form)) != "/join/sent/":
        raise SystemExit(f"An application was not accepted: {led_to[:200]}")


def answers_to_all(page: str) -> dict[str, str]:
    """An answer to each of the editors' questions."""
    fields = re.findall(r'<(textarea|input|select)[^>]*name="(q_[^"]+)"[^>]*>', page)
    typed = {name: "Somebody to talk with." for tag, name in fields if tag == "textarea"}
    return typed | {name: first_choice(page, name) for tag, name in fields if tag != "textarea"}


def first_choice(page: str, name: str) -> str:
    """Value of the first radio button called *name*, or first choice of its select element."""
    if found := re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]+)"', page):
        return unescape(found[1])
    found = re.search(rf'<select[^>]*name="{name}".*?<option value="([^"]+)"', page, re.DOTALL)
    return unescape(found[1]) if found else "Words."


def hidden(name: str, page: str) -> str:
    if not (found := re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', page)):
        raise SystemExit(f"The page has no hidden field {name}.")
    return unescape(found[1])


if __name__ == "__main__":
    main()
