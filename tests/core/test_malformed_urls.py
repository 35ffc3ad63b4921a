"""Malformed URLs, queries and headers lead to 404 or the normal page, never to a server error."""

import pytest
from django.test import RequestFactory

from core.models import ListingPage
from home.models import StandardPage
from tests.factories import publish

pytestmark = [pytest.mark.database, pytest.mark.django_db]
ODD_QUERIES = [
    "page=abc",
    "page=-1",
    "page=0",
    "page=99999999999999999999999999",
    "page=1.5",
    "page=%00",
    "page=%FF%FE",
    "page=1&page=2",
    "page[]=1",
    "%",
    "=&=&",
    "a" * 20_000,
    "&".join(f"a{n}=1" for n in range(500)),
    "q=<script>alert(1)</script>",
    "_preview=1",
    "in_preview_panel=true",
]
ODD_PATHS = [
    "/%00/",
    "/about/%00",
    "/about%00/",
    "/%",
    "/%zz/",
    "/%ff%fe/",
    "/%c0%af%c0%ae/",
    "/..%2f..%2fetc%2fpasswd",
    "/../../etc/passwd",
    "/\\evil.example/",
    "/about//",
    "/ABOUT/",
    "/about/%E2%80%AE/",
    "/" + "a" * 10_000 + "/",
    "/" + "a/" * 1_000,
    "/wp-login.php",
    "/.env",
    "/.well-known/",
    "/static/nothing.css",
    "/media/",
    "/media/images/%00",
    "/social-card/",
    "/social-card/1-0123456789abcdef.png",
    "/social-card/%00-0123456789abcdef.png",
    "/documents/abc/",
    "/_util/",
    "/account/%00/",
]


@pytest.fixture
def about(home):
    return publish(home, StandardPage, title="About", slug="about")


@pytest.fixture
def anonymous(about, visit):
    return visit(None)


def test_malformed_query_parameters_are_ignored(anonymous):
    for query in ODD_QUERIES:
        for path in ("/", "/about/"):
            assert anonymous.get(f"{path}?{query}").status_code == 200, query[:60]


def test_malformed_url_is_404(anonymous):
    for path in ODD_PATHS:
        response = anonymous.get(path, follow=True)
        assert response.status_code == 404, path[:60]
        assert not response.cookies


def test_url_without_trailing_slash_redirects(about, client):
    response = client.get("/about")
    assert (response.status_code, response.headers["Location"]) == (301, "/about/")


def test_malformed_headers_are_ignored(anonymous):
    for header in ("user-agent", "referer", "accept-language", "if-modified-since"):
        for value in ("\x00", "é" * 10, "x" * 10_000, "'; --"):
            response = anonymous.get("/about/", headers={header: value})
            assert response.status_code == 200, header


def test_malformed_session_is_anonymous(anonymous):
    for cookie in ("", "a" * 5000, "\x00", "a" * 9 + "\x00", "' or 1=1 --"):
        anonymous.cookies["sessionid"] = cookie
        assert anonymous.get("/about/").status_code == 200, cookie[:20]


class Listing(ListingPage):
    """A listing that is only paginated."""

    page_size = 2

    class Meta:
        abstract = True


REQUESTED_PAGES = {None: 1, "2": 2, "3": 3, "4": 3, "abc": 1, "": 1, "-1": 3, "0": 3, "\x00": 1}


def test_listing_clamps_page_number(home):
    for title in "abcde":
        publish(home, StandardPage, title=title)
    items = StandardPage.objects.order_by("title")
    for requested, number in REQUESTED_PAGES.items():
        request = RequestFactory().get("/", {} if requested is None else {"page": requested})
        assert Listing.paginate(Listing, request, items).number == number, requested
