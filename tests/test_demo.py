"""The demo site: every page is valid HTML, small, and has working links."""

import gzip
import re
import tempfile
from collections import Counter
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import ClassVar

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache, caches
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client, TestCase, override_settings
from django.test.utils import CaptureQueriesContext

from core.visibility.querysets import get_pages
from events.models import MeetingMemberDetails
from home.demo.accounts import ACCOUNTS
from home.demo.content.members import MEMBERS
from membership.models import Application, ConsentText, Member
from tests.factories import PASSWORD, make_bare_site
from tests.html import (
    assert_one_first_heading,
    assert_valid,
    content_of,
    links_in,
    loaded_from,
)
from users.models import User

KB = 1000
STANDARD_PAGES = [
    "/about/",
    "/urgent-help/",
    "/privacy/",
    "/accessibility/",
    "/guidelines/",
    "/contact/",
]
LISTINGS = ["/", "/news/", "/meetings/", "/resources/"]
PLAIN = ["/news/feed/", "/sitemap.xml", "/robots.txt", "/.well-known/security.txt"]
OTHERS = ["/search/?q=meeting", "/account/login/", "/nothing/"]


def read(path: str) -> str:
    """The response to an anonymous request for *path*."""
    response = Client().get(path)
    assert response.status_code == (404 if path == "/nothing/" else 200), path
    assert path.startswith("/account/") or not response.cookies, path
    return response.content.decode()


def compressed(content: bytes) -> int:
    return len(gzip.compress(content))


def asset(name: str) -> bytes:
    return Path(str(finders.find(name))).read_bytes()


def get_download_size(page: str) -> int:
    """Compressed bytes of *page* and of all that it loads on a first visit, except for images."""
    loaded = set(re.findall(r'(?:href|src)="/static/([^"#]*)', page)) - {"apple-touch-icon.png"}
    return compressed(page.encode()) + sum(compressed(asset(name)) for name in loaded)


def queries_for(path: str) -> int:
    Client().get(path)
    with CaptureQueriesContext(connection) as queries:
        Client().get(path)
    return len(queries)


@pytest.mark.database
class DemoTest(TestCase):
    """The demo site for anonymous visitors: ``site`` maps URLs to pages."""

    site: ClassVar[dict[str, str]]

    @classmethod
    def setUpClass(cls) -> None:
        folder = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.enterClassContext(override_settings(DATA_DIR=folder, DEMO_PASSWORD=PASSWORD))
        for known in (cache, caches["renditions"]):
            known.clear()
            cls.addClassCleanup(known.clear)
        super().setUpClass()

    @classmethod
    def setUpTestData(cls) -> None:
        make_bare_site()
        call_command("load_demo", stdout=StringIO())
        public = get_pages().visible_to(None).filter(depth__gt=1).specific()
        cls.site = {path: read(path) for path in (page.get_url() for page in public)}

    def test_demo_has_content_for_every_template(self) -> None:
        counts = Counter(page.specific_class.__name__ for page in get_pages().published())
        assert counts["NewsPage"] >= 12
        assert counts["MeetingPage"] >= 5
        assert counts["ResourcePage"] >= 15
        assert counts["HomePage"] == counts["JoinPage"] == 1

    def test_public_urls_respond(self) -> None:
        assert {*LISTINGS, *STANDARD_PAGES, "/join/"} <= set(self.site)
        for path in PLAIN:
            assert read(path)

    def test_every_page_is_valid(self) -> None:
        assert len(self.site) > 40
        for path, page in (self.site | {path: read(path) for path in OTHERS}).items():
            assert_valid(page)
            assert_one_first_heading(page)
            assert loaded_from(page) == set(), path
            assert '="None"' not in page, path

    def test_heading_levels_are_in_order(self) -> None:
        for path, page in self.site.items():
            main = page.partition("<main")[2].partition("</main>")[0]
            levels = [int(level) for level in re.findall(r"<h(\d)[ >]", main)]
            assert levels[0] == 1, path
            assert all(after <= before + 1 for before, after in pairwise(levels)), path

    def test_internal_links_and_images_exist(self) -> None:
        links, pictures = {}, {}
        for path, page in self.site.items():
            links |= dict.fromkeys(links_in(page), path)
            pictures |= dict.fromkeys(re.findall(r'<img [^>]*src="([^"]*)"', page), path)
        assert len(links) > len(self.site)
        assert len(pictures) > 5
        for address, path in (links | pictures).items():
            if address in {*self.site, "/leave-quickly/"}:
                continue
            response = Client().get(address)
            assert content_of(response), address
            assert response.status_code == 200, f"{address} on {path}"

    def test_meta_descriptions_are_unique(self) -> None:
        described = re.compile(r'<meta name="description" content="([^"]+)">')
        descriptions = {
            found[1] for page in self.site.values() if (found := described.search(page))
        }
        assert len(descriptions) == len(self.site)

    def test_titles_are_unique(self) -> None:
        titles = Counter(re.search(r"<title>([^<]+)", page)[1] for page in self.site.values())
        assert [title for title, count in titles.items() if count > 1] == []

    def test_social_images_are_unique(self) -> None:
        named = re.compile(r'<meta property="og:image" content="http://testserver([^"]+)">')
        cards = {named.search(page)[1] for page in self.site.values()}
        assert len(cards) == len(self.site)
        assert Client().get(cards.pop()).headers["Content-Type"] == "image/png"

    def test_pages_need_few_queries(self) -> None:
        query_counts = {path: queries_for(path) for path in self.site}
        assert query_counts["/"] <= 8
        assert {path: count for path, count in query_counts.items() if count > 10} == {}

    def test_home_and_listings_are_light(self) -> None:
        for path in LISTINGS:
            assert get_download_size(self.site[path]) <= 25 * KB, path

    def test_other_pages_are_lighter(self) -> None:
        for path in set(self.site) - set(LISTINGS):
            assert get_download_size(self.site[path]) <= 20 * KB, path

    def test_script_is_small(self) -> None:
        assert sum(compressed(asset(name)) for name in ("js/site.js", "js/theme.js")) <= 5 * KB
        assert len(asset("js/theme.js")) < 400

    def test_member_only_details_are_hidden_from_anonymous_users(self) -> None:
        fields = ("address", "room", "map_link", "online_link", "passcode", "contact_on_the_day")
        rows = MeetingMemberDetails.objects.all()
        secrets = {getattr(row, name) for row in rows for name in fields} - {""}
        assert len(secrets) > 5
        others = {path: read(path) for path in (*PLAIN, "/search/suggest/?q=meeting")}
        for path, page in (self.site | others).items():
            assert [secret for secret in secrets if secret in page] == [], path

    def test_every_role_has_an_account(self) -> None:
        accounts = User.objects.filter(email__in=ACCOUNTS)
        assert accounts.count() == len(ACCOUNTS)
        assert all(user.check_password(PASSWORD) for user in accounts)

    def test_other_members_have_no_usable_password(self) -> None:
        others = User.objects.exclude(email__in=ACCOUNTS)
        assert others.count() == len(MEMBERS) - 2
        assert not any(user.has_usable_password() for user in others)

    def test_members_and_applications_exist_in_every_state(self) -> None:
        assert set(Member.objects.values_list("state", flat=True)) == set(Member.State)
        assert set(Application.objects.values_list("state", flat=True)) == set(Application.State)
        kinds = ConsentText.objects.filter(version=2).values_list("kind", flat=True)
        assert set(kinds) == set(ConsentText.MEMBER_TYPES)

    def test_load_demo_refuses_used_database_in_one_line(self) -> None:
        before = get_pages().count()
        with pytest.raises(CommandError, match=r"^This database already has content\.[^\n]*$"):
            call_command("load_demo", stdout=StringIO())
        assert get_pages().count() == before
