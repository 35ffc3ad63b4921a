"""A walk through the whole site as one viewer, noting which canaries are met, and where."""

import re
from collections import Counter, deque
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from tests.disclosure.viewers import Viewer
from tests.disclosure.who_may import CHOIR

LINK = re.compile(r"""(?:href|src|action|data-[\w-]*url|data-src)=["']([^"']+)["']""")
SRCSET = re.compile(r'srcset="([^"]+)"')
NEVER_STORED = "private, no-store"
# Where a cookie may be set: joining, and everything about signing in.
WITH_COOKIES = ("/join/", "/account/", "/admin/")
# Files that are alike for everybody, and the way out, which ends a session: asked for at the end.
LEAVING = "/leave-quickly/"
NOT_FOLLOWED = ("/static/", LEAVING)
# Of addresses that differ only in numbers and in what they ask for, so many are followed.
MOST_ALIKE = 2
PROBES = ({"HTTP_RANGE": "bytes=0-40"}, {"HTTP_IF_NONE_MATCH": "*"}, {"HTTP_ACCEPT": "*/*"})


@dataclass
class Walk:
    """What *viewer* met so far."""

    viewer: Viewer
    # Pictures of words, which nobody can listen to: address -> the canary that is drawn there.
    drawn: dict[str, str] = field(default_factory=dict)
    # Canary -> the first address at which it was met.
    met: dict[str, str] = field(default_factory=dict)
    # What went wrong: an answer of 500, something that others may keep, a cookie for a reader.
    faults: list[str] = field(default_factory=list)
    asked: int = 0

    def __post_init__(self) -> None:
        self.browser = self.viewer.certain_browser()
        self._queue: deque[str] = deque()
        self._known: set[str] = set()
        self._alike: Counter[str] = Counter()

    # --- Asking ------------------------------------------------------------------------------
    def ask(self, address: str, method: str = "get", **headers: str) -> Any:
        """Ask once, and note what sings in the answer that did not stand in the question."""
        response = getattr(self.browser, method)(address, **headers)
        self.asked += 1
        where = f"{method.upper()} {address}"
        body = body_of(response)
        # Whoever is given a file has met its name, though it stands in the question too.
        is_file = response.streaming and response.status_code in (200, 206)
        echoed = set() if is_file else CHOIR.heard_in(unquote(address))
        heads = [f"{name}: {unquote(value)}" for name, value in response.headers.items()]
        self.note(where, CHOIR.heard_in(body, *heads, address if is_file else "") - echoed)
        if response.status_code == 200 and address in self.drawn:
            self.note(where, {self.drawn[address]})
        self._judge(where, address, response)
        return response

    def note(self, where: str, heard: set[str]) -> None:
        for name in heard:
            self.met.setdefault(name, where)

    def _judge(self, where: str, address: str, response: Any) -> None:
        is_known = self.viewer.user is not None
        leads_to_sign_in = response.headers.get("Location", "").startswith("/account/login")
        if response.status_code >= 500:
            self.faults.append(f"{where} answers {response.status_code}")
        if (is_known or leads_to_sign_in) and response.headers["Cache-Control"] != NEVER_STORED:
            self.faults.append(f"{where} may be stored: {response.headers['Cache-Control']}")
        is_given_a_cookie = any(morsel.value for morsel in response.cookies.values())
        if not is_known and is_given_a_cookie and not address.startswith(WITH_COOKIES):
            self.faults.append(f"{where} sets a cookie")

    # --- Walking -----------------------------------------------------------------------------
    def visit(self, addresses: list[str]) -> None:
        """Read all of *addresses*, and whatever can be reached from there."""
        for address in addresses:
            self._add(address, asked_for=True)
        while self._queue:
            address = self._queue.popleft()
            response = self.ask(address)
            if "html" in response.headers.get("Content-Type", ""):
                self._find_links(address, response.content.decode())
            elif target := response.headers.get("Location"):
                self._add(urljoin(address, target))

    def probe(self, addresses: list[str]) -> None:
        """Ask for each in the ways that are not simply reading."""
        for address in addresses:
            for method in ("head", "options"):
                self.ask(address, method)
            for headers in PROBES:
                self.ask(address, **headers)

    def _find_links(self, address: str, page: str) -> None:
        found = LINK.findall(page)
        found += [
            part.split()[0] for part in ",".join(SRCSET.findall(page)).split(",") if part.strip()
        ]
        for link in found:
            self._add(urljoin(address, link.replace("&amp;", "&")))

    def _add(self, address: str, asked_for: bool = False) -> None:
        parts = urlsplit(urldefrag(address).url)
        if parts.scheme not in ("", "http") or parts.netloc not in ("", "testserver"):
            return
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        if path in self._known or not path.startswith("/") or path.startswith(NOT_FOLLOWED):
            return
        shape = re.sub(r"\d+", "N", parts.path) + "?" * bool(parts.query)
        self._alike[shape] += not asked_for
        if asked_for or self._alike[shape] <= MOST_ALIKE or "/admin/" not in path:
            # One that is left out here may still be asked for by name.
            self._known.add(path)
            self._queue.append(path)


def body_of(response: Any) -> str:
    """All that *response* holds, as text, without what search marks in it."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode(errors="replace").replace("<mark>", "").replace("</mark>", "")
