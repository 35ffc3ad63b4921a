"""Search for prefixes of all canaries in every search of the site and the admin."""

import re
from collections.abc import Iterable

from tests.security.disclosure.canary_values import get_canary
from tests.security.disclosure.crawler import Crawler, get_body

# Prefixes for suggestions; all canaries begin with the same two letters.
PREFIX_LENGTHS = (4, 6, 8)
UNKNOWN_TERM = "qqvvxxqqvv"
# Differs in every response.
CSRF_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
ADMIN_SEARCH_URLS = (
    "/admin/pages/search/?q={}",
    "/admin/choose-page/search/?q={}",
    "/admin/images/?q={}",
    "/admin/images/chooser/results/?q={}",
    "/admin/documents/?q={}",
    "/admin/documents/chooser/results/?q={}",
    "/admin/users/?q={}",
    "/admin/snippets/news/author/?q={}",
    "/admin/snippets/choose/news/author/results/?q={}",
    "/admin/tag-autocomplete/?term={}",
    "/admin/redirects/?q={}",
    "/admin/searchpicks/?q={}",
    "/admin/api/main/pages/?search={}",
    "/admin/api/main/pages/?fields=*&limit=20&for_explorer=1&child_of=1#{}",
)


def search_site(crawler: Crawler, canaries: Iterable[str]) -> None:
    """Request suggestions for prefixes, and results for most of each canary."""
    for name in canaries:
        for length in PREFIX_LENGTHS:
            crawler.request(f"/search/suggest/?q={get_canary(name)[:length]}")
        crawler.request(f"/search/?q={get_canary(name)[:8]}")


def compare_with_no_match(crawler: Crawler, canaries: Iterable[str]) -> None:
    """A search for a whole hidden canary must respond like one without results."""
    no_match = _answer(crawler, UNKNOWN_TERM)
    for name in canaries:
        if _answer(crawler, get_canary(name)) != no_match:
            crawler.record(
                f"GET /search/?q={get_canary(name)} (differs from a search for nonsense)", {name}
            )


def _answer(crawler: Crawler, term: str) -> str:
    body = get_body(crawler.browser.get(f"/search/?q={term}")).replace(term, "")
    return CSRF_TOKEN.sub("", body)


def search_admin_lists(crawler: Crawler) -> None:
    # All canaries begin with these two letters, and all results fit on one page.
    for url in ADMIN_SEARCH_URLS:
        for prefix in ("zy", "ZY"):
            crawler.request(url.format(prefix))
