"""The demo site, built and read once: every page opens, is valid, light and leads somewhere."""

import gzip
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache, caches
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from core.querysets import pages
from events.models import MeetingSecrets
from home.demo.accounts import ACCOUNTS
from tests.factories import PASSWORD
from tests.html import assert_one_first_heading, assert_valid, links_in, loaded_from
from users.models import User

pytestmark = pytest.mark.django_db
Site = dict[str, str]

KB = 1000
STANDING = ["/about/", "/urgent-help/", "/privacy/", "/accessibility/", "/guidelines/", "/contact/"]
LISTINGS = ["/", "/news/", "/meetings/", "/resources/"]
PLAIN = ["/news/feed/", "/sitemap.xml", "/robots.txt", "/.well-known/security.txt"]
OTHERS = ["/search/?q=meeting", "/account/login/", "/nothing/"]


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[None]:
    """The site as ``manage.py demo`` leaves it, taken away again after the last test here."""
    folder = tmp_path_factory.mktemp("demo")
    with override_settings(DATA_DIR=folder, DEMO_PASSWORD=PASSWORD):
        with django_db_blocker.unblock():
            whole = transaction.atomic()
            whole.__enter__()
            cache.clear()
            caches["renditions"].clear()
            call_command("demo", stdout=StringIO())
        yield
        with django_db_blocker.unblock():
            transaction.set_rollback(True)
            whole.__exit__(None, None, None)
            cache.clear()


@pytest.fixture(scope="module")
def site(demo: None, django_db_blocker: Any) -> Site:
    """Every page as a stranger reads it, by its address."""
    with django_db_blocker.unblock():
        public = pages().visible_to(None).filter(depth__gt=1).specific()
        return {path: read(path) for path in (page.get_url() for page in public)}


def read(path: str, status: int = 200) -> str:
    response = Client().get(path)
    assert response.status_code == status, path
    assert path.startswith("/account/") or not response.cookies, path
    return response.content.decode()


def test_it_has_what_is_needed_to_judge_every_template():
    counts = Counter(page.specific_class.__name__ for page in pages().published())
    assert counts["NewsPage"] >= 12
    assert counts["MeetingPage"] >= 5
    assert counts["ResourcePage"] >= 15
    assert counts["HomePage"] == counts["JoinPage"] == 1


def test_the_addresses_of_the_contract_answer(site):
    assert {*LISTINGS, *STANDING, "/join/"} <= set(site)
    for path in PLAIN:
        assert read(path)


def test_every_page_is_valid(site):
    others = {path: read(path, 404 if path == "/nothing/" else 200) for path in OTHERS}
    assert len(site) > 40
    for path, page in (site | others).items():
        assert_valid(page)
        assert_one_first_heading(page)
        assert loaded_from(page) == set(), path
        assert '="None"' not in page, path


def test_headings_stand_in_order(site):
    for path, page in site.items():
        main = page.partition("<main")[2].partition("</main>")[0]
        levels = [int(level) for level in re.findall(r"<h(\d)[ >]", main)]
        assert levels[0] == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), path


def test_every_link_and_picture_of_ours_is_there(site):
    found = {link: path for path, page in site.items() for link in links_in(page)}
    pictures = {
        source: path
        for path, page in site.items()
        for source in re.findall(r'<img [^>]*src="([^"]*)"', page)
    }
    assert len(found) > len(site)
    assert len(pictures) > 5
    for address, path in (found | pictures).items():
        if address in site:
            continue
        response = Client().get(address)
        response.close()
        assert response.status_code == 200, f"{address} on {path}"


def test_every_page_describes_itself_in_its_own_words(site):
    found = [re.search(r'<meta name="description" content="([^"]+)">', it) for it in site.values()]
    assert all(found)
    assert len({it[1] for it in found if it}) == len(site)


def test_every_page_has_its_own_title(site):
    titles = Counter(
        title for page in site.values() for title in re.findall(r"<title>([^<]+)</title>", page)
    )
    assert [title for title, count in titles.items() if count > 1] == []
    assert titles.total() == len(site)


def compressed(content: bytes) -> int:
    return len(gzip.compress(content))


def cold_weight(page: str) -> int:
    """Bytes of *page* and of all that it loads but photographs, compressed as they are sent."""
    loaded = set(re.findall(r'(?:href|src)="/static/([^"#]*)', page)) - {"apple-touch-icon.png"}
    files = [Path(str(finders.find(name))).read_bytes() for name in loaded]
    return compressed(page.encode()) + sum(compressed(content) for content in files)


def queries_for(path: str) -> int:
    Client().get(path)
    with CaptureQueriesContext(connection) as queries:
        Client().get(path)
    return len(queries)


def test_pages_ask_the_database_little(site):
    asked = {path: queries_for(path) for path in site}
    assert asked["/"] <= 8
    assert {path: count for path, count in asked.items() if count > 10} == {}


@pytest.mark.parametrize("path", LISTINGS)
def test_home_and_listings_are_light(site, path):
    assert cold_weight(site[path]) <= 25 * KB


def test_everything_else_is_lighter(site):
    weights = {path: cold_weight(page) for path, page in site.items() if path not in LISTINGS}
    assert {path: weight for path, weight in weights.items() if weight > 20 * KB} == {}


def test_the_script_is_small():
    names = ("js/site.js", "js/theme.js")
    assert sum(compressed(Path(str(finders.find(name))).read_bytes()) for name in names) <= 5 * KB
    assert Path(str(finders.find("js/theme.js"))).stat().st_size < 400


def test_what_only_members_may_know_is_read_by_no_stranger(site):
    fields = ("address", "room", "map_link", "online_link", "passcode", "contact_on_the_day")
    secrets = {getattr(row, name) for row in MeetingSecrets.objects.all() for name in fields} - {""}
    assert len(secrets) > 5
    suggestions = {path: read(path) for path in (*PLAIN, "/search/suggest/?q=meeting")}
    for path, page in (site | suggestions).items():
        assert [secret for secret in secrets if secret in page] == [], path


def test_there_is_an_account_for_every_role():
    assert set(User.objects.values_list("email", flat=True)) == set(ACCOUNTS)
    assert all(user.check_password(PASSWORD) for user in User.objects.all())


def test_a_database_in_use_is_refused_in_one_clear_line():
    before = pages().count()
    with pytest.raises(CommandError, match=r"^This database is in use\.[^\n]*$"):
        call_command("demo", stdout=StringIO())
    assert pages().count() == before
