"""Pages are hidden or shown everywhere immediately after their privacy changes.

Each change is made as editors make it, and as if by another process: the process that responds to
anonymous users keeps its caches.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from core.models import NavigationSettings
from core.views.social_images import get_social_image, get_social_image_url
from home.models import HomePage, StandardPage
from news.models import NewsIndexPage, NewsPage
from tests.core.editor_client import (  # noqa: F401
    PUBLIC,
    SIGNED_IN,
    EditorClient,
    OtherProcess,
    assert_hidden,
    members,
    other_process,
    request_again,
)
from tests.factories import draft, publish, restrict_to_members

pytestmark = pytest.mark.django_db
LIGHTHOUSE = [("rich_text", "<p>By the lighthouse.</p>")]


# --- An article, and all places that mention it ----------------------------------------------

# Where anonymous users find the article, and by which text.
PLACES = {
    "/": "Heronsong",
    "/news/": "Heronsong",
    "/news/feed/": "Heronsong",
    "/news/tag/boats/": "Heronsong",
    "/news/two-chairs/": "Heronsong",
    "/sitemap.xml": "/news/heronsong/",
    "/search/?q=lighthouse": "Heronsong",
    "/search/suggest/?q=heron": "Heronsong",
    "/about/": "The way in our menu",
}


def find_listing_paths(client: Client) -> set[str]:
    return {path for path, title in PLACES.items() if title in client.get(path).content.decode()}


def write(index: NewsIndexPage, title: str, **fields: Any) -> NewsPage:
    article = NewsPage(title=title, summary="A summary.", body=LIGHTHOUSE, **fields)
    Page.objects.get(pk=index.pk).add_child(instance=article)
    article.tags.add("boats")
    article.save_revision().publish()
    return NewsPage.objects.get(pk=article.pk)


@pytest.fixture
def index(home: HomePage) -> NewsIndexPage:
    home.sections = [("latest_news", {"heading": "New", "count": 4})]
    home.save_revision().publish()
    publish(home, StandardPage, title="About", slug="about")
    return publish(home, NewsIndexPage, title="News", slug="news")


@pytest.fixture
def article(index: NewsIndexPage, django_capture_on_commit_callbacks: Any) -> NewsPage:
    with django_capture_on_commit_callbacks(execute=True):
        write(index, "Two chairs")
        article = write(index, "Heronsong")
        navigation = NavigationSettings.load()
        item = {"label": "The way in our menu", "page": article.page_ptr, "url": "", "children": []}
        navigation.main_menu = [("item", item)]
        navigation.save()
    return article


def expire(editor_client: EditorClient, article: NewsPage) -> None:
    Page.objects.filter(pk=article.pk).update(expire_at=timezone.now())
    call_command("publish_scheduled")


CHANGES: dict[str, Callable[[EditorClient, NewsPage], None]] = {
    "it turns private": lambda editor_client, article: editor_client.privacy(article, **members()),
    "it asks for sign-in": lambda editor_client, article: editor_client.privacy(
        article, **SIGNED_IN
    ),
    "it is unpublished": lambda editor_client, article: editor_client.unpublish(article),
    "it is unpublished with others": lambda editor_client, article: editor_client.unpublish_in_bulk(
        article
    ),
    "it is deleted": lambda editor_client, article: editor_client.delete(article),
    "its time is over": expire,
}


@pytest.mark.database
@pytest.mark.parametrize("change", CHANGES)
def test_private_article_is_hidden_everywhere(
    article: NewsPage, client: Client, in_other_process: OtherProcess, change: str
) -> None:
    assert find_listing_paths(client) == set(PLACES)
    card = get_social_image_url(article, get_social_image(article))
    seen = {path: client.get(path) for path in (article.url, card)}
    assert {response.status_code for response in seen.values()} == {200}
    with in_other_process() as editor_client:
        CHANGES[change](editor_client, article)
    for path, first in seen.items():
        assert_hidden(request_again(client, path, first))
    assert client.get(card).status_code == 404
    assert find_listing_paths(client) == set()


def test_private_news_index_hides_articles_everywhere(
    article: NewsPage, index: NewsIndexPage, client: Client, in_other_process: OtherProcess
) -> None:
    assert find_listing_paths(client) == set(PLACES)
    with in_other_process() as editor_client:
        editor_client.privacy(index, **members())
    assert find_listing_paths(client) == set()
    for path in (article.url, "/news/", "/news/feed/", "/news/tag/boats/"):
        assert_hidden(client.get(path))


def test_public_article_is_listed_everywhere(
    article: NewsPage, client: Client, in_other_process: OtherProcess
) -> None:
    with in_other_process() as editor_client:
        editor_client.privacy(article, **members())
    assert find_listing_paths(client) == set()
    with in_other_process() as editor_client:
        editor_client.privacy(article, **PUBLIC)
    assert find_listing_paths(client) == set(PLACES)
    response = client.get(article.url)
    assert (response.status_code, response.headers["Cache-Control"]) == (200, "no-cache")


def test_republished_article_is_listed_everywhere(
    article: NewsPage, client: Client, in_other_process: OtherProcess
) -> None:
    with in_other_process() as editor_client:
        editor_client.unpublish(article)
    assert find_listing_paths(client) == set()
    with in_other_process():
        NewsPage.objects.get(pk=article.pk).save_revision().publish()
    assert find_listing_paths(client) == set(PLACES)


# --- A page with a child page, moved and copied ----------------------------------------------

NAMES = {"heronsong", "kestrelwood"}


def named(client: Client) -> set[str]:
    """Which of the two pages are listed for anonymous users."""
    lists = ("/sitemap.xml", "/search/?q=lighthouse", *(f"/search/suggest/?q={n}" for n in NAMES))
    content = " ".join(client.get(path).content.decode().lower() for path in lists)
    return {name for name in NAMES if name in content}


@pytest.fixture
def among_us(home: HomePage) -> StandardPage:
    page = publish(home, StandardPage, title="Among us", slug="among-us")
    restrict_to_members(page)
    return page


def with_one_below(parent: Page) -> StandardPage:
    page = publish(parent, StandardPage, title="Heronsong", slug="heronsong", body=LIGHTHOUSE)
    publish(page, StandardPage, title="Kestrelwood", slug="kestrelwood", body=LIGHTHOUSE)
    return page


BOTH = ("/{}/", "/{}/kestrelwood/")


def both(place: str) -> list[str]:
    return [path.format(place) for path in BOTH]


def test_page_moved_into_private_section_is_hidden(
    home: HomePage, among_us: StandardPage, client: Client, in_other_process: OtherProcess
) -> None:
    page = with_one_below(home)
    assert named(client) == NAMES
    seen = {path: client.get(path) for path in both("heronsong")}
    with in_other_process() as editor_client:
        editor_client.move(page, to=among_us)
    for path, first in seen.items():
        assert_hidden(request_again(client, path, first))
        assert_hidden(request_again(client, f"/among-us{path}", first))
    assert named(client) == set()


def test_page_moved_out_of_private_section_opens_if_confirmed(
    home: HomePage, among_us: StandardPage, client: Client, in_other_process: OtherProcess
) -> None:
    page = with_one_below(among_us)
    assert named(client) == set()
    with in_other_process() as editor_client:
        editor_client.move(page, to=home, readers="more")
    assert named(client) == NAMES
    for path in both("heronsong"):
        response = client.get(path)
        assert (response.status_code, response.headers["Cache-Control"]) == (200, "no-cache")


def test_page_hides_title_of_private_parent(
    home: HomePage, client: Client, in_other_process: OtherProcess
) -> None:
    page = with_one_below(home)
    assert "Heronsong" in client.get("/heronsong/kestrelwood/").content.decode()
    with in_other_process() as editor_client:
        editor_client.unpublish(page)
    assert "Heronsong" not in client.get("/heronsong/kestrelwood/").content.decode()


def test_redirect_hides_url_of_unpublished_page(
    home: HomePage, client: Client, in_other_process: OtherProcess
) -> None:
    about = publish(home, StandardPage, title="About", slug="about")
    published = publish(home, StandardPage, title="Heronsong", slug="heronsong")
    never_published = draft(home, StandardPage, title="Kestrelwood", slug="kestrelwood")
    with in_other_process() as editor_client:
        for page in (published, never_published):
            editor_client.move(page, to=about)
    assert client.get("/heronsong/").headers["Location"] == "/about/heronsong/"
    with in_other_process() as editor_client:
        editor_client.unpublish(published)
    for path in ("/heronsong/", "/kestrelwood/"):
        response = client.get(path)
        assert response.status_code == 404
        assert "Location" not in response.headers
        assert "/about/" not in response.content.decode()


@pytest.mark.database
@pytest.mark.parametrize("own_rule", [False, True])
def test_alias_of_private_page_is_hidden_anywhere(
    home: HomePage,
    among_us: StandardPage,
    client: Client,
    in_other_process: OtherProcess,
    own_rule: bool,
) -> None:
    page = with_one_below(home if own_rule else among_us)
    with in_other_process() as editor_client:
        if own_rule:
            editor_client.privacy(page, **members())
        editor_client.copy(page, to=home, slug="alias", alias="on")
    for path in both("alias"):
        assert_hidden(client.get(path))
    assert named(client) == set()


@pytest.mark.database
def test_alias_follows_privacy_of_source(
    home: HomePage, client: Client, in_other_process: OtherProcess
) -> None:
    page = with_one_below(home)
    with in_other_process() as editor_client:
        editor_client.copy(page, to=home, slug="alias", alias="on")
    seen = {path: client.get(path) for path in both("alias")}
    assert {response.status_code for response in seen.values()} == {200}
    with in_other_process() as editor_client:
        editor_client.privacy(page, **members())
    for path, first in seen.items():
        assert_hidden(request_again(client, path, first))
    assert named(client) == set()
    with in_other_process() as editor_client:
        editor_client.privacy(page, **PUBLIC)
    assert {client.get(path).status_code for path in both("alias")} == {200}
