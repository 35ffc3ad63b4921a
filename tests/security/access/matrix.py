"""The access matrix: which role can open which URL pattern.

    WRITE_ACCESS_MATRIX=1 pytest tests/security/access/test_matrix.py

regenerates matrix.txt, one role after the other. Review the changes: each new `o` is new access.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from http.cookies import SimpleCookie
from itertools import product
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.db import transaction
from django.test import Client

from core.caching import get_site_version
from core.navigation.snapshot import write_snapshot
from tests.security.access.object_ids import create_objects, get_explicit_urls
from tests.security.disclosure.fixtures_site import FixtureSite
from tests.security.disclosure.urls import EXPLICIT_URLS, VALUES, get_url_patterns, get_urls

TABLE = Path(__file__).with_name("matrix.txt")
ROLES = "anonymous member suspended editor section membership_team moderator superuser".split()
# From most to least access.
CELL_SIGNS = "obmsx-"
# A server error: never in the table.
SERVER_ERROR = "!"
# Whether a view accepts POST does not depend on the role, so two roles check it for all.
ROLES_THAT_POST = ("anonymous", "superuser")
# Django treats HEAD as GET, unless a check reads the method: each check allows one of these roles
# and refuses another.
ROLES_THAT_USE_HEAD = ("anonymous", "member", "section", "superuser")
UNKNOWN_CELL, NO_URL = "??", "!!"
MAX_URLS = 2
RENDITIONS = ("max-180x96",)
HEADINGS = {
    "": "Pages and files",
    "account/": "Sign-in and account",
    "join/": "Applications and setting up membership",
    "admin/": "Admin: home and shared views",
    "admin/choose-": "Admin: page and link choosers",
    "admin/^applications": "Admin: applications",
    "admin/^members": "Admin: members",
    "members/": "Members' pages",
    **{
        f"admin/{folder}/": f"Admin: {folder.replace('-', ' ')}"
        for folder in "api pages bulk collections workflows reports editing-sessions forms"
        " redirects searchpicks settings embeds snippets documents images meetings resource-list"
        " news sites users groups topic profession password_reset access-log email-queue".split()
    },
}
TABLE_HEAD = """\
# Who can open what: the response to GET, and to POST of an empty form, by URL pattern and role.
#
#   o  opened, or redirected     s  redirected to sign-in      m  method not allowed
#   x  refused                   -  not found                  b  bad request
#
# Each pattern is requested with the ids of up to two private objects (tests/security/disclosure).
# The table shows the response with the most access, in the order o b m s x -. `section` can edit
# one section of the site, and requests pages outside it. Other tests in this folder cover pages
# inside it and single objects. HEAD is answered like GET, or refused. To write this file again, see
# matrix.py.
"""

Rows = dict[str, dict[str, str]]


# --- The table ------------------------------------------------------------------------------------
def get_all_patterns() -> list[str]:
    """Each pattern once; of two equal patterns only the first is ever reached."""
    return list(dict.fromkeys(get_url_patterns()))


def read_table() -> Rows:
    """Pattern -> role -> two signs."""
    lines = TABLE.read_text().splitlines() if TABLE.exists() else []
    rows: Rows = {}
    for line in lines:
        if line and not line.startswith("#"):
            *cells, pattern = line.split(maxsplit=len(ROLES))
            assert pattern not in rows, f"matrix.txt has two rows for {pattern}"
            rows[pattern] = dict(zip(ROLES, cells, strict=True))
    return rows


def write_column(role: str, column: dict[str, str]) -> None:
    """Write the table with the new *column* of *role*."""
    known, lines, heading = read_table(), [TABLE_HEAD.rstrip()], ""
    for pattern in get_all_patterns():
        if heading != (heading := _get_heading(pattern)):
            lines += ["", f"# {heading}", f"#{' '.join(ROLES)}  pattern"]
        cells = {**known.get(pattern, {}), role: column[pattern]}
        lines.append(_line(pattern, cells))
    TABLE.write_text("\n".join(lines) + "\n")


def _get_heading(pattern: str) -> str:
    prefixes = (prefix for prefix in HEADINGS if pattern.lstrip("^").startswith(prefix))
    return HEADINGS[max(prefixes, key=len)]


def _line(pattern: str, cells: dict[str, str]) -> str:
    padded = (cells.get(role, UNKNOWN_CELL).center(len(role)) for role in ROLES)
    return f" {' '.join(padded)}  {pattern}"


# --- The site -------------------------------------------------------------------------------------
@dataclass
class Visitor:
    """A client of *role* whose requests are all rolled back."""

    role: str
    browser: Client
    # URLs with different responses to HEAD and GET.
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._cookies = self.browser.cookies.output(header="", sep=";")

    def request(self, url: str, method: str) -> Any:
        """The response of *url*. Logging out is rolled back too."""
        self.browser.cookies = SimpleCookie(self._cookies)
        with transaction.atomic():
            response = getattr(self.browser, method)(url)
            if response.streaming:
                b"".join(response.streaming_content)
            transaction.set_rollback(True)
        if get_site_version() is None:
            # Deleted by the request, and not written again because of the rollback.
            write_snapshot()
        return response

    def signs(self, url: str, methods: Iterable[str]) -> str:
        """The signs for all *methods*."""
        return "".join(get_sign(url, self.request(url, method)) for method in methods)

    def compare_head(self, url: str, expected: str) -> None:
        """Record if HEAD differs from GET; some of Wagtail's views do not allow HEAD."""
        if (sign := get_sign(url, self.request(url, "head"))) not in {expected, "m"}:
            self.errors.append(f"{url}: GET {expected}, HEAD {sign}")


def get_sign(url: str, response: Any) -> str:
    """The sign for a response."""
    if response.status_code in {301, 302, 303}:
        return _get_redirect_sign(url, response.headers["Location"])
    signs = {200: "o", 400: "b", 403: "x", 404: "-", 405: "m"}
    return signs.get(response.status_code, SERVER_ERROR)


def _get_redirect_sign(url: str, target: str) -> str:
    if target.startswith(("/account/login/", "/admin/login/")):
        return "s"
    # Wagtail refuses with this redirect. Outside the admin it is where staff go after login.
    return "x" if target == "/admin/" and url.startswith("/admin/") else "o"


def get_urls_by_pattern(fixture_site: FixtureSite) -> dict[str, list[str]]:
    """Create objects for each pattern, and return URLs for them."""
    with (
        patch.dict(VALUES, create_objects(fixture_site)),
        patch.dict(EXPLICIT_URLS, get_explicit_urls(fixture_site)),
    ):
        # The section editor requests pages of other sections.
        pages = {**fixture_site.pages, "draft in a section": fixture_site.pages["draft"]}
        outside = replace(fixture_site, pages=pages)
        urls = {it: _sample(get_urls(it, outside)) for it in get_all_patterns()}
    # Create renditions once: otherwise each request would create and roll back its own.
    for picture, size in product(
        (fixture_site.files.picture, fixture_site.files.public_picture), RENDITIONS
    ):
        picture.get_rendition(size)
    write_snapshot()
    return urls


def get_column(visitor: Visitor, urls: dict[str, list[str]]) -> dict[str, str]:
    """Pattern -> signs for *visitor*."""
    table = read_table()
    return {
        pattern: _cell(requested, visitor, table.get(pattern, {}))
        for pattern, requested in urls.items()
    }


def _cell(urls: list[str], visitor: Visitor, cells: dict[str, str]) -> str:
    """The signs with the most access; HEAD is compared at the last URL."""
    if not urls:
        return NO_URL
    asks_post = visitor.role in ROLES_THAT_POST or accepts_post(cells)
    seen = [visitor.signs(url, ("get", "post") if asks_post else ("get",)) for url in urls]
    if visitor.role in ROLES_THAT_USE_HEAD:
        visitor.compare_head(urls[-1], seen[-1][0])
    best = "".join(
        min(signs, key=(SERVER_ERROR + CELL_SIGNS).index) for signs in zip(*seen, strict=True)
    )
    return best if asks_post else best + cells[visitor.role][1]


def accepts_post(cells: dict[str, str]) -> bool:
    """Whether a view accepts POST: superusers pass all checks, and get 405 otherwise."""
    return not cells.get("superuser", "").endswith("m")


def _sample(urls: list[str]) -> list[str]:
    """A few URLs from all over the list; all for revisions, since each page has its own."""
    known = list(dict.fromkeys(urls))
    if len(known) <= MAX_URLS or "/revisions/" in known[0]:
        return known
    return [known[len(known) * part // MAX_URLS] for part in range(MAX_URLS)]


def find_differences(found: dict[str, str], expected: dict[str, str]) -> Iterator[str]:
    """Differences from the table, one line each."""
    for pattern, signs in found.items():
        if pattern in expected and signs != expected[pattern]:
            yield f"{pattern}: {signs} now, {expected[pattern]} in the table"
