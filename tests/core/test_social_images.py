"""Social images: only of pages that are visible to anonymous users, in their current state."""

import datetime
import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from artwork.social_images import cache
from core.models import OrganisationSettings
from core.views.social_images import CACHE_SECONDS, get_social_image, get_social_image_url
from home.models import StandardPage
from tests.factories import draft, publish, restrict_to_members

pytestmark = pytest.mark.django_db


@pytest.fixture
def about(home):
    return publish(home, StandardPage, title="About us", slug="about")


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    """Runs on_commit callbacks at the end of the block."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def address(page: Page) -> str:
    """The URL of the social image of *page*."""
    page = page.specific
    return get_social_image_url(page, get_social_image(page))


def cached_files() -> list[str]:
    return sorted(path.name for path in cache.get_folder().glob("*"))


def assert_missing(browser, path: str) -> None:
    response = browser.get(path, follow=True)
    assert response.status_code == 404
    assert response.headers["Content-Type"].startswith("text/html")


# --- Permissions -----------------------------------------------------------------------------


def test_social_image_is_404_for_pages_hidden_from_anonymous_users(
    home, about, visit, member, editor, superuser
):
    private = publish(home, StandardPage, title="Among us", slug="among-us")
    restrict_to_members(private)
    below = publish(private, StandardPage, title="Deeper", slug="deeper")
    unfinished = draft(home, StandardPage, title="Unfinished", slug="unfinished")
    root = Page.objects.get(depth=1)
    for person in (None, member, editor, superuser):
        browser = visit(person)
        for page in (private, below, unfinished):
            assert_missing(browser, address(page))
        assert_missing(browser, address(about).replace(f"/{about.pk}-", f"/{root.pk}-"))
    assert cached_files() == []


def test_unknown_page_responds_like_a_private_one(home, about, visit):
    hidden = publish(home, StandardPage, title="Among us", slug="among-us")
    restrict_to_members(hidden)
    path = address(hidden)
    unknown = path.replace(f"/{hidden.pk}-", "/999999999-")
    answers = [visit(None).get(each) for each in (path, unknown)]
    assert {answer.status_code for answer in answers} == {404}
    assert answers[0].content.replace(path.encode(), b"") == answers[1].content.replace(
        unknown.encode(), b""
    )


def test_malformed_urls_render_no_image(about, visit, subtests):
    cases = [
        "{pk}-0123456789abcdef.png",
        "{pk}.png",
        "{pk}-.png",
        "0-{digest}.png",
        "{pk}-{digest}",
    ]
    for name in cases:
        with subtests.test(name=name):
            digest = get_social_image(about).digest
            assert_missing(visit(None), f"/social-card/{name.format(pk=about.pk, digest=digest)}")
            assert cached_files() == []


@pytest.mark.database
def test_page_id_that_is_too_large_is_404(about, visit):
    assert_missing(visit(None), address(about).replace(f"/{about.pk}-", f"/{'9' * 30}-"))


def test_social_image_is_discarded_when_page_is_hidden(home, visit, commits):
    browser = visit(None)

    def publish_and_get_url(slug: str) -> tuple[StandardPage, str]:
        page = publish(home, StandardPage, title=slug, slug=slug)
        assert browser.get(address(page)).status_code == 200
        return page, address(page)

    def make_private(page: StandardPage) -> None:
        restrict_to_members(page)

    def expire(page: StandardPage) -> None:
        page.expire_at = timezone.now() - datetime.timedelta(minutes=1)
        page.save()
        call_command("publish_scheduled")

    closed = publish(home, StandardPage, title="Among us", slug="among-us")
    restrict_to_members(closed)
    ends = {
        "private": make_private,
        "expired": expire,
        "unpublished": lambda page: page.unpublish(),
        "deleted": lambda page: page.delete(),
        "moved": lambda page: page.move(closed, pos="last-child"),
    }
    for slug, end in ends.items():
        page, path = publish_and_get_url(slug)
        with commits():
            end(page)
        assert_missing(browser, path)
        assert cached_files() == [], slug


def test_social_image_allows_only_get_and_head(about, client):
    path = address(about)
    head = client.head(path)
    assert head.status_code == 200
    assert head.content == b""
    for method in ("post", "put", "delete", "patch"):
        assert getattr(client, method)(path).status_code == 405


def test_social_image_is_cached_for_an_hour_for_anonymous_users_only(about, visit, member):
    assert (
        visit(None).get(address(about)).headers["Cache-Control"]
        == f"public, max-age={CACHE_SECONDS}"
    )
    assert visit(member).get(address(about)).headers["Cache-Control"] == "private, no-store"
    assert not visit(None).get(address(about)).cookies


# --- Storage ---------------------------------------------------------------------------------


def test_social_image_is_rendered_once(about, client, monkeypatch):
    first = client.get(address(about)).content
    cache._render.cache_clear()
    monkeypatch.setattr(cache, "render_png", lambda card: pytest.fail("rendered again"))
    assert client.get(address(about)).content == first
    assert len(cached_files()) == 1


def test_new_title_changes_url_and_discards_old_image(about, client, commits):
    old = address(about)
    client.get(old)
    about.title = "About this community"
    with commits():
        about.save_revision().publish()
    assert address(about) != old
    assert client.get(old).status_code == 404
    assert cached_files() == []


def test_social_image_ignores_drafts(about, client):
    public = address(about)
    about.title = "A title in a draft"
    about.save_revision()
    assert client.get(public).status_code == 200
    assert_missing(client, get_social_image_url(about, get_social_image(about)))


def test_new_organisation_name_changes_social_images(about, client, commits):
    old = address(about)
    client.get(old)
    with commits():
        OrganisationSettings.objects.update_or_create(defaults={"name": "Another name"})
        organisation = OrganisationSettings.load()
        organisation.name = "Another name"
        organisation.save()
    assert client.get(old).status_code == 404
    assert client.get(address(about)).status_code == 200
    assert len(cached_files()) == 1


@pytest.mark.parametrize("rest", [b"", b"\x89PNG half of it"])
def test_broken_file_is_rendered_again(about, client, rest):
    first = client.get(address(about)).content
    (cache.get_folder() / cached_files()[0]).write_bytes(rest)
    assert client.get(address(about)).content == first
    assert (cache.get_folder() / cached_files()[0]).read_bytes() == first


def test_social_image_is_shown_when_disk_is_full(about, client, monkeypatch, caplog):
    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    path = address(about)
    monkeypatch.setattr(os, "replace", full)
    assert client.get(path).content.endswith(cache.PNG_TRAILER)
    assert cached_files() == []
    assert "Could not save the social image" in caplog.text
    assert about.title not in caplog.text


def test_social_image_is_shown_when_folder_cannot_be_created(about, client, settings):
    cache.get_folder().write_text("in the way")
    assert client.get(address(about)).status_code == 200


def test_concurrent_requests_leave_one_complete_file(about):
    card = get_social_image(about)
    cache._render.cache_clear()
    with ThreadPoolExecutor(6) as many:
        pngs = set(many.map(lambda _: cache.get_png(about.pk, card), range(12)))
    assert len(pngs) == 1
    assert cached_files() == [f"{about.pk}-{card.digest}.png"]
