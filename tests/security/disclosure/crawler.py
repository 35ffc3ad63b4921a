"""Crawler that visits the site as one role and records which canaries it finds."""

import re
from collections import Counter, deque
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from tests.security.disclosure.expected_visibility import CANARIES
from tests.security.disclosure.roles import Role

LINK = re.compile(r"""(?<![\w-])(?:href|src|action|data-[\w-]*url|data-src)=["']([^"']+)["']""")
SRCSET = re.compile(r'srcset="([^"]+)"')
NO_STORE = "private, no-store"
# URL prefixes where cookies can be set.
COOKIE_URLS = ("/join/", "/account/", "/admin/")
# The quick exit ends the session, so it is requested last.
QUICK_EXIT_URL = "/leave-quickly/"
IGNORED_URLS = ("/static/", QUICK_EXIT_URL)
# How many links are followed that differ only in numbers and query.
MAX_SIMILAR = 2
PROBES = ({"HTTP_RANGE": "bytes=0-40"}, {"HTTP_IF_NONE_MATCH": "*"}, {"HTTP_ACCEPT": "*/*"})


@dataclass
class Crawler:
    """The requests of one role, and what they found."""

    role: Role
    # Images of text, which cannot be searched: URL -> the canary shown there.
    image_canaries: dict[str, str] = field(default_factory=dict)
    # Canary -> the first request that found it.
    canaries: dict[str, str] = field(default_factory=dict)
    # Server errors, private responses that may be cached, and cookies for readers.
    faults: list[str] = field(default_factory=list)
    request_count: int = 0

    def __post_init__(self) -> None:
        self.browser = self.role.get_reauthenticated_browser()
        self._queue: deque[str] = deque()
        self._known: set[str] = set()
        self._similar: Counter[str] = Counter()

    # --- Requests ----------------------------------------------------------------------------
    def request(self, url: str, method: str = "get", **headers: str) -> Any:
        """Send one request, and record canaries in the response that were not in the URL."""
        response = getattr(self.browser, method)(url, **headers)
        self.request_count += 1
        where = f"{method.upper()} {url}"
        body = get_body(response)
        # A file that is served reveals its name, although the URL contains it.
        is_file = response.streaming and response.status_code in (200, 206)
        echoed = set() if is_file else CANARIES.find_in(unquote(url))
        heads = [f"{name}: {unquote(value)}" for name, value in response.headers.items()]
        self.record(where, CANARIES.find_in(body, *heads, url if is_file else "") - echoed)
        if response.status_code == 200 and url in self.image_canaries:
            self.record(where, {self.image_canaries[url]})
        self._check_response(where, url, response)
        return response

    def record(self, where: str, found: set[str]) -> None:
        for name in found:
            self.canaries.setdefault(name, where)

    def _check_response(self, where: str, url: str, response: Any) -> None:
        is_known = self.role.user is not None
        leads_to_sign_in = response.headers.get("Location", "").startswith("/account/login")
        if response.status_code >= 500:
            self.faults.append(f"{where} answers {response.status_code}")
        if (is_known or leads_to_sign_in) and response.headers["Cache-Control"] != NO_STORE:
            self.faults.append(f"{where} may be stored: {response.headers['Cache-Control']}")
        is_given_a_cookie = any(morsel.value for morsel in response.cookies.values())
        if not is_known and is_given_a_cookie and not url.startswith(COOKIE_URLS):
            self.faults.append(f"{where} sets a cookie")

    # --- Crawling ----------------------------------------------------------------------------
    def visit(self, urls: list[str]) -> None:
        """Request all *urls*, and follow links and redirects."""
        for url in urls:
            self._add(url, is_requested=True)
        while self._queue:
            url = self._queue.popleft()
            response = self.request(url)
            if "html" in response.headers.get("Content-Type", ""):
                self._find_links(url, response.content.decode())
            elif target := response.headers.get("Location"):
                self._add(urljoin(url, target))

    def probe(self, urls: list[str]) -> None:
        """Request each URL with HEAD, OPTIONS and unusual headers."""
        for url in urls:
            for method in ("head", "options"):
                self.request(url, method)
            for headers in PROBES:
                self.request(url, **headers)

    def _find_links(self, url: str, page: str) -> None:
        found = LINK.findall(page)
        found += [
            part.split()[0] for part in ",".join(SRCSET.findall(page)).split(",") if part.strip()
        ]
        for link in found:
            self._add(urljoin(url, link.replace("&amp;", "&")))

    def _add(self, url: str, is_requested: bool = False) -> None:
        parts = urlsplit(urldefrag(url).url)
        if parts.scheme not in ("", "http") or parts.netloc not in ("", "testserver"):
            return
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        if path in self._known or not path.startswith("/") or path.startswith(IGNORED_URLS):
            return
        normalised_url = re.sub(r"\d+", "N", parts.path) + "?" * bool(parts.query)
        self._similar[normalised_url] += not is_requested
        if is_requested or self._similar[normalised_url] <= MAX_SIMILAR or "/admin/" not in path:
            # Otherwise not marked as known, so that it can still be requested explicitly.
            self._known.add(path)
            self._queue.append(path)


def get_body(response: Any) -> str:
    """The body of *response* as text, without the mark elements of search results."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode(errors="replace").replace("<mark>", "").replace("</mark>", "")
