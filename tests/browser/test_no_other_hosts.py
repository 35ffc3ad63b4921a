"""A reader's browser calls nobody but this site, and is given nothing to be known again by.

The network is recorded over every public address, the way of an application, and each kind of
page of the admin.
"""

import re
import urllib.request
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.applicant import Applicant
from tests.browser.conftest import demo_site
from tests.browser.test_editor_publishes import sign_in
from tests.mailbox import Mailbox
from tests.served_site import ServedSite

pytestmark = [pytest.mark.browser, pytest.mark.served, pytest.mark.slow]

BESIDES = [
    "/news/?page=2",
    "/news/feed/",
    "/resources/?kind=helpline",
    "/search/?q=rest",
    "/search/?q=zzzzqqq",
    "/there-is-no-such-page/",
    "/join/resend/",
    "/join/application/made-up/",
]
# What tells a browser to look up or connect to another host without asking it for anything.
HINTS = """() => [...document.querySelectorAll(
    "link[rel~=preconnect], link[rel~=dns-prefetch], link[rel~=prefetch], link[rel~=prerender]"
)].map((it) => it.outerHTML)"""
KEPT = "() => Object.keys(localStorage).concat(Object.keys(sessionStorage))"
LINKS = '() => [...document.querySelectorAll("a[href]")].map((it) => it.href)'
# Parts of addresses that stand for one thing among many of its kind.
ONE_OF_MANY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")
# Links that end what is being looked at.
WAYS_OUT = ("/logout", "/leave-quickly")
# Of pictures, documents and such: what is shown is a file and no page.
NO_PAGE = re.compile(r"/(?:documents/\d+|export)/|\?.*export=|/revisions/\d+/view/|/view_draft/")
LEAST_KINDS = 60


class Network:
    """Every request and every socket of *context*, whatever page, frame or worker it came from."""

    def __init__(self, context: BrowserContext) -> None:
        self.asked: list[str] = []
        context.on("request", lambda request: self.asked.append(request.url))
        context.on("page", self._watch_sockets)

    def _watch_sockets(self, page: Page) -> None:
        page.on("websocket", lambda socket: self.asked.append(socket.url))

    def beyond(self, site: ServedSite) -> set[str]:
        """What was asked of others. Data that stands in a page is asked of nobody."""
        ours = (f"{site.url}/", "data:", f"blob:{site.url}/")
        return {url for url in self.asked if not url.startswith(ours)}


@pytest.fixture
def network(context: BrowserContext) -> Network:
    return Network(context)


@pytest.fixture(scope="module")
def site_server(
    demo_data: object, mailbox: Mailbox, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServedSite]:
    """A site of its own: somebody applies, and the admin is walked through."""
    yield from demo_site(demo_data, mailbox, tmp_path_factory)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def paths(site_server: ServedSite) -> list[str]:
    """The address of every public page, and of those that belong to no page."""
    with urllib.request.urlopen(f"{site_server.url}/sitemap.xml") as answer:
        listed = re.findall(rf"<loc>{site_server.url}([^<]*)", answer.read().decode())
    assert len(listed) > 40
    return [*listed, *BESIDES]


def test_readers_call_nobody_and_are_given_nothing(
    network: Network, page: Page, site_server: ServedSite, paths: list[str]
) -> None:
    for path in paths:
        page.goto(path, wait_until="networkidle" if path == "/" else "load")
        # So that pictures which wait to be seen are asked for as well.
        page.evaluate("() => scrollTo(0, document.body.scrollHeight)")
        assert page.evaluate(HINTS) == [], path
    page.goto("/search/")
    page.get_by_label("Look for a word or two").press_sequentially("rest")
    page.wait_for_load_state("networkidle")
    assert len(network.asked) > len(paths)
    assert network.beyond(site_server) == set()
    assert page.context.cookies() == []
    assert page.evaluate(KEPT) == []


def test_the_recording_would_show_another_host(
    network: Network, page: Page, site_server: ServedSite
) -> None:
    """A control. Nobody answers there, and the policy of our own pages would not let it out."""
    page.route("http://elsewhere.example/**", lambda route: route.abort())
    page.set_content('<img src="http://elsewhere.example/dot.gif">')
    page.wait_for_load_state("networkidle")
    assert network.beyond(site_server) == {"http://elsewhere.example/dot.gif"}


def test_whoever_applies_calls_nobody_and_is_given_nothing(
    network: Network, page: Page, site_server: ServedSite, mailbox: Mailbox
) -> None:
    applicant = Applicant(page, mailbox)
    page.goto(applicant.apply())
    applicant.press("Confirm my address")
    applicant.expect_heading("We have your application")
    applicant.unfold_and_withdraw()
    applicant.expect_heading("It is erased")
    assert network.beyond(site_server) == set()
    assert page.context.cookies() == []


def test_signing_in_calls_nobody_and_keeps_what_ends_with_the_browser(
    network: Network, page: Page, site_server: ServedSite
) -> None:
    page.goto("/account/password/reset/")
    sign_in(page, site_server, "member@example.org")
    page.goto("/meetings/")
    assert network.beyond(site_server) == set()
    kept = {cookie["name"]: cookie["expires"] for cookie in page.context.cookies()}
    assert kept == {"csrftoken": -1, "sessionid": -1, "device": -1}


def test_no_kind_of_page_of_the_admin_calls_anybody(
    network: Network, page: Page, site_server: ServedSite
) -> None:
    sign_in(page, site_server, "admin@example.org")
    seen: dict[str, str] = {}
    waiting = ["/admin/"]
    while waiting:
        path = waiting.pop(0)
        answer = page.goto(path)
        assert answer is not None
        assert answer.status < 500, path
        assert page.evaluate(HINTS) == [], path
        waiting += [link for link in links_of(page) if is_new(link, seen)]
    assert len(seen) > LEAST_KINDS
    for kind in ("/admin/pages/#/edit/", "/admin/images/#/", "/admin/users/edit/#/"):
        assert kind in seen
    assert network.beyond(site_server) == set()


def links_of(page: Page) -> list[str]:
    """Where *page* leads to within the admin, by its menu and all else."""
    menu = re.findall(r'"url": ?"(/admin/[^"]*)"', unescape(page.content()))
    links = map(urlsplit, page.evaluate(LINKS))
    return menu + [link.path for link in links if link.path.startswith("/admin/")]


def is_new(path: str, seen: dict[str, str]) -> bool:
    """Whether nothing of the kind of *path* was seen yet; notes it."""
    kind = ONE_OF_MANY.sub("#", path)
    if kind in seen or NO_PAGE.search(path) or any(out in path for out in WAYS_OUT):
        return False
    seen[kind] = path
    return True
