"""The steps in which the crawler visits the site."""

import re
from collections.abc import Callable, Iterable

from tests.security.disclosure.crawler import QUICK_EXIT_URL, Crawler
from tests.security.disclosure.expected_visibility import ROLES_BY_CANARY
from tests.security.disclosure.fixtures_site import FixtureSite
from tests.security.disclosure.searches import (
    compare_with_no_match,
    search_admin_lists,
    search_site,
)
from tests.security.disclosure.urls import (
    get_edit_urls,
    get_image_canaries,
    get_public_urls,
    get_url_patterns,
    get_urls,
)

Step = Callable[[FixtureSite, Crawler], None]
GetUrls = Callable[[FixtureSite, Crawler], list[str]]


def get_reader_urls(fixture_site: FixtureSite, crawler: Crawler) -> list[str]:
    """URLs that a reader can guess; an applicant also has a status link."""
    own = [fixture_site.status_link] if crawler.role.name == "applicant" else []
    return [*own, *get_public_urls(fixture_site)]


def get_social_image_urls(fixture_site: FixtureSite, crawler: Crawler) -> list[str]:
    """URLs of social images that show a private title."""
    return [url for url in get_reader_urls(fixture_site, crawler) if url in crawler.image_canaries]


def visit_reader_urls(fixture_site: FixtureSite, crawler: Crawler) -> None:
    """Visit all guessable URLs and follow links."""
    crawler.visit(get_reader_urls(fixture_site, crawler))


def probe(fixture_site: FixtureSite, crawler: Crawler) -> None:
    crawler.probe(get_public_urls(fixture_site))


# These roles find the content of all pages in the editor, so a few URLs of each pattern suffice.
ALL_PAGES_EDITORS = ("editor", "both", "superuser")


# A middleware refuses these roles all admin URLs.
NOT_STAFF = ("member", "second", "suspended")
MAX_SIMILAR_URLS = 2


def get_resolver_urls(fixture_site: FixtureSite, crawler: Crawler) -> list[str]:
    """URLs of all patterns of the resolver, for objects of the fixture site."""
    name, filled = crawler.role.name, list[str]()
    for pattern in get_url_patterns():
        is_similar = name in ALL_PAGES_EDITORS or (
            name in NOT_STAFF and pattern.startswith("admin/")
        )
        filled += get_urls(pattern, fixture_site)[: MAX_SIMILAR_URLS if is_similar else None]
    # Only the applicant knows the token of the status link.
    return [url for url in filled if url != fixture_site.status_link]


def visit_resolver_urls(fixture_site: FixtureSite, crawler: Crawler) -> None:
    crawler.visit(get_resolver_urls(fixture_site, crawler))


def visit_edit_urls(fixture_site: FixtureSite, crawler: Crawler) -> None:
    """Visit the edit view of each page, and a member's application."""
    crawler.visit(get_edit_urls(fixture_site))


def search(
    fixture_site: FixtureSite, crawler: Crawler, canaries: Iterable[str] = tuple(ROLES_BY_CANARY)
) -> None:
    search_site(crawler, canaries)
    compare_with_no_match(crawler, canaries)


def search_admin(fixture_site: FixtureSite, crawler: Crawler) -> None:
    if crawler.role.user is not None:
        search_admin_lists(crawler)


# A page, and a file that is downloaded by POST.
OWN_DATA_URLS = {"/account/data/": "get", "/account/data/my-data.json": "post"}


def download_own_data(fixture_site: FixtureSite, crawler: Crawler) -> None:
    """Request the personal data of the user; every logged-in user can."""
    for url, method in OWN_DATA_URLS.items():
        response = crawler.request(url, method)
        if (response.status_code == 200) is (crawler.role.user is None):
            crawler.faults.append(f"{method.upper()} {url} answers {response.status_code}")


def use_quick_exit(fixture_site: FixtureSite, crawler: Crawler) -> None:
    crawler.request(QUICK_EXIT_URL)


STEPS: tuple[Step, ...] = (
    *(
        visit_reader_urls,
        visit_edit_urls,
        visit_resolver_urls,
        download_own_data,
        probe,
        search,
        search_admin,
        use_quick_exit,
    ),
)


def request_matching(urls: GetUrls, matching: str) -> Step:
    """A step that requests the *urls* that match, without following links."""

    def ask(fixture_site: FixtureSite, crawler: Crawler) -> None:
        for url in urls(fixture_site, crawler):
            if re.fullmatch(matching, url):
                crawler.request(url)

    return ask


def crawl_site(fixture_site: FixtureSite, name: str, steps: tuple[Step, ...] = STEPS) -> Crawler:
    """Run all *steps* as the role *name*."""
    crawler = Crawler(fixture_site.roles[name], image_canaries=get_image_canaries(fixture_site))
    for step in steps:
        step(fixture_site, crawler)
    return crawler


def find_leaks(crawler: Crawler) -> dict[str, str]:
    """Canaries that the role found but must not see, with the first request of each."""
    name = crawler.role.name
    return {
        canary: at for canary, at in crawler.canaries.items() if name not in ROLES_BY_CANARY[canary]
    }
