"""Once a process makes a page private, no worker of the running site shows it."""

import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.live_site import LiveSite, live_site, manage, wait_until

pytestmark = [pytest.mark.live_site, pytest.mark.slow, pytest.mark.xdist_group("live_site")]
# Enough requests to reach both workers many times.
OFTEN = 30
FIND = """
from news.models import NewsPage
article = NewsPage.objects.visible_to(None).newest_first().first()
print(article.url)
"""
CLOSE = """
from tests.factories import restrict_to_members
restrict_to_members(article)
"""
OPEN = "article.view_restrictions.all().delete()"


@pytest.fixture
def site(data_dir: Path) -> Iterator[LiveSite]:
    with live_site(data_dir, WEB_CONCURRENCY="2") as site:
        yield site


def run(site: LiveSite, *lines: str, url: str = "") -> str:
    """Output of *lines* in a separate process; there ``article`` is the article at *url*."""
    found = f"from news.models import NewsPage\narticle = NewsPage.objects.get(slug={slug(url)!r})"
    done = manage("shell", "-c", "\n".join([found if url else "", *lines]), data_dir=site.data_dir)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().splitlines()[-1] if done.stdout.strip() else ""


def slug(url: str) -> str:
    return url.strip("/").rpartition("/")[2]


def count_responses_with(site: LiveSite, path: str, text: str) -> int:
    """How many of the responses for *path* contain *text*."""
    pages = [urllib.request.urlopen(f"{site.url}{path}").read().decode() for _ in range(OFTEN)]
    return sum(text in page for page in pages)


def arrived(site: LiveSite, path: str) -> set[str]:
    """Final URLs of the requests for *path*."""
    urls = [urllib.request.urlopen(f"{site.url}{path}").url for _ in range(OFTEN)]
    return {url.removeprefix(site.url) for url in urls}


def test_every_worker_hides_private_page_at_once(site: LiveSite) -> None:
    wait_until(lambda: len(site.workers) == 2, "there are two workers")
    url = run(site, FIND)
    places = ("/news/", "/sitemap.xml", "/news/feed/")
    assert [count_responses_with(site, place, url) for place in places] == [OFTEN] * 3
    assert arrived(site, url) == {url}
    run(site, CLOSE, url=url)
    assert [count_responses_with(site, place, url) for place in places] == [0] * 3
    assert arrived(site, url) == {f"/account/login/?next={url}"}
    run(site, OPEN, url=url)
    assert [count_responses_with(site, place, url) for place in places] == [OFTEN] * 3
    assert arrived(site, url) == {url}
