"""The demo site, built once: every page of it opens, is valid, light and leads somewhere."""

import gzip
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client, override_settings

from core.querysets import pages
from home.demo.accounts import ACCOUNTS
from tests.factories import UserFactory, make_home
from tests.html import assert_one_first_heading, assert_valid, links_in, loaded_from
from users.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"
KB = 1000
STANDING = ["/about/", "/urgent-help/", "/privacy/", "/accessibility/", "/guidelines/", "/contact/"]
LISTINGS = ["/", "/news/", "/meetings/", "/resources/"]
FIXED = ["/join/", "/news/feed/", "/search/?q=meeting", "/sitemap.xml", "/robots.txt"]


@pytest.fixture(scope="module", autouse=True)
def demo(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any
) -> Iterator[dict[str, Client]]:
    """The site as ``manage.py demo`` leaves it; every test works on it and is undone."""
    changed = override_settings(DATA_DIR=tmp_path_factory.mktemp("demo"), DEMO_PASSWORD=PASSWORD)
    with django_db_blocker.unblock(), changed, transaction.atomic():
        cache.clear()
        call_command("demo", stdout=StringIO())
        yield
        transaction.set_rollback(True)
    cache.clear()


@pytest.fixture
def addresses() -> list[str]:
    """Of every public page, for a stranger."""
    return [page.get_url() for page in pages().visible_to(None).filter(depth__gt=1).specific()]


def get(path: str, client: Client | None = None) -> Any:
    return (client or Client()).get(path)


def body(path: str) -> str:
    return get(path).content.decode()


def test_it_has_what_is_needed_to_judge_every_template():
    counts: dict[str, int] = {}
    for page in pages().published():
        name = page.specific_class.__name__
        counts[name] = counts.get(name, 0) + 1
    assert counts["NewsPage"] >= 12
    assert counts["MeetingPage"] >= 5
    assert counts["ResourcePage"] >= 15
    assert counts["HomePage"] == counts["JoinPage"] == 1


def test_the_addresses_of_the_contract_answer():
    for path in (*LISTINGS, *STANDING, *FIXED):
        assert get(path).status_code == 200, path


def test_every_page_opens_and_is_valid(addresses):
    assert len(addresses) > 40
    for path in (*addresses, "/search/?q=meeting", "/account/login/", "/nothing/"):
        response = get(path)
        assert response.status_code == (404 if path == "/nothing/" else 200), path
        page = response.content.decode()
        assert_valid(page)
        assert_one_first_heading(page)
        assert loaded_from(page) == set(), path
        assert "None" not in re.sub(r"<[^>]*>", "", page), path


def test_no_page_gives_a_reader_a_cookie(addresses):
    for path in (*addresses, *FIXED, "/nothing/"):
        assert not get(path).cookies, path


def test_headings_stand_in_order(addresses):
    for path in addresses:
        main = body(path).partition("<main")[2].partition("</main>")[0]
        levels = [int(level) for level in re.findall(r"<h(\d)[ >]", main)]
        assert levels[0] == 1, path
        assert all(
            after <= before + 1 for before, after in zip(levels, levels[1:], strict=False)
        ), path


def test_every_link_of_ours_leads_somewhere(addresses):
    found = {link: path for path in addresses for link in links_in(body(path))}
    assert len(found) > len(addresses)
    for link, path in found.items():
        response = get(link)
        response.close()
        assert response.status_code == 200, f"{link} on {path}"


def test_every_picture_is_there(addresses):
    pictures = {
        source
        for path in addresses
        for source in re.findall(r'<img [^>]*src="([^"]*)"', body(path))
    }
    assert pictures
    for source in pictures:
        response = get(source)
        response.close()
        assert response.status_code == 200, source


def test_every_page_describes_itself(addresses):
    descriptions = [
        re.search(r'<meta name="description" content="([^"]+)">', body(path)) for path in addresses
    ]
    assert all(descriptions)
    assert len({found[1] for found in descriptions if found}) > len(addresses) * 0.9


def asset(address: str) -> bytes:
    found = finders.find(address.removeprefix("/static/").partition("#")[0])
    return Path(str(found)).read_bytes()


def cold_weight(path: str) -> int:
    """Bytes of the page and all that it loads but photographs, compressed as they are sent."""
    page = body(path)
    loaded = re.findall(r'(?:href|src)="(/static/[^"#]*)', page)
    touch_icon = {name for name in loaded if "apple-touch" in name}
    assets = [asset(name) for name in set(loaded) - touch_icon]
    return sum(len(gzip.compress(content)) for content in (page.encode(), *assets))


@pytest.mark.parametrize("path", LISTINGS)
def test_home_and_listings_are_light(path):
    assert cold_weight(path) <= 25 * KB


def test_posts_are_lighter(addresses):
    posts = [path for path in addresses if path.startswith("/news/") and path != "/news/"]
    assert max(cold_weight(path) for path in posts) <= 20 * KB


def test_what_only_members_may_know_stands_nowhere_else(addresses):
    from events.models import MeetingSecrets

    fields = ("address", "room", "map_link", "online_link", "passcode", "contact_on_the_day")
    secrets = {getattr(row, name) for row in MeetingSecrets.objects.all() for name in fields} - {""}
    assert len(secrets) > 5
    for path in (*addresses, *FIXED, "/news/feed/", "/search/suggest/?q=meeting"):
        page = body(path)
        assert [secret for secret in secrets if secret in page] == [], path


def test_there_is_an_account_for_every_role():
    assert set(User.objects.values_list("email", flat=True)) == set(ACCOUNTS)
    for email in ACCOUNTS:
        assert Client().login(email=email, password=PASSWORD) or User.objects.get(
            email=email
        ).check_password(PASSWORD)


def refusal() -> str:
    with pytest.raises(CommandError) as refused:
        call_command("demo", stdout=StringIO())
    return str(refused.value)


def test_a_database_in_use_is_refused_in_one_clear_line():
    before = pages().count()
    words = refusal()
    assert words == "This database is in use. The demo is loaded into an empty one only."
    assert pages().count() == before


def test_so_is_one_that_holds_nothing_but_an_account():
    pages().filter(depth__gt=1).delete()
    User.objects.all().delete()
    UserFactory()
    assert "in use" in refusal()


def test_so_is_one_that_holds_nothing_but_pages():
    User.objects.all().delete()
    make_home()
    assert "in use" in refusal()


def test_where_the_public_reads_no_demo_is_loaded():
    with override_settings(LOCAL_ACCOUNTS=False):
        assert "local site" in refusal()
