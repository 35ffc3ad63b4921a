"""Private pages stay hidden after editors move, copy or delete pages."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from home.models import HomePage, StandardPage
from news.models import NewsIndexPage, NewsPage
from tests.core.editor_client import EditorClient, OtherProcess, other_process  # noqa: F401
from tests.factories import (
    MemberFactory,
    publish,
    restrict_to_members,
)

pytestmark = pytest.mark.django_db
BODY = [("rich_text", "<p>By the lighthouse.</p>")]
# Lists that would show the private pages if they were public; all have NAME in their titles.
NAME = "heronsong"
LISTS = (
    *("/news/", "/news/feed/", "/sitemap.xml"),
    *("/search/?q=lighthouse", "/search/suggest/?q=heron"),
)


class Site:
    """A members-only section with two pages, a private article, and two public pages."""

    def __init__(self, home: HomePage) -> None:
        self.editor_client = EditorClient()
        self.home = home
        self.about = publish(home, StandardPage, title="About", slug="about")
        self.section = publish(home, StandardPage, title="Us", slug="us")
        restrict_to_members(self.section)
        self.page = self._write(self.section, StandardPage, NAME)
        self.below = self._write(self.page, StandardPage, f"{NAME}-below")
        self.news = publish(home, NewsIndexPage, title="News", slug="news")
        self.article = self._write(self.news, NewsPage, f"{NAME}-piece", summary="A summary.")
        restrict_to_members(self.article)

    def alias(self, page: Page, parent: Page | None = None) -> Page:
        """A public alias."""
        parent = Page.objects.get(pk=(parent or self.home).pk)
        return page.specific.create_alias(parent=parent, update_slug=f"{page.slug}-alias")

    def signed_in(self, name: str = "for-all") -> StandardPage:
        """A section for all logged-in users."""
        page = publish(self.home, StandardPage, title="For all", slug=name)
        PageViewRestriction.objects.create(page=page, restriction_type="login")
        return page

    @staticmethod
    def _write(parent: Page, model: Any, slug: str, **fields: Any) -> Any:
        title = slug.capitalize()
        return publish(parent, model, title=title, slug=slug, body=BODY, **fields)


@pytest.fixture
def site(home: HomePage) -> Site:
    return Site(home)


def find_open_lists(client: Client) -> list[str]:
    """Lists that show the private pages to *client*."""
    return [path for path in LISTS if NAME in client.get(path).content.decode().lower()]


def find_open_pages(client: Client) -> list[str]:
    """URLs of the private pages that *client* can read."""
    paths = [page.get_url() for page in Page.objects.filter(slug__contains=NAME)]
    return [path for path in paths if client.get(path).status_code == 200]


def convert(site: Site, alias: Page) -> None:
    site.editor_client.convert_alias(alias)
    assert Page.objects.get(pk=alias.pk).alias_of is None


def convert_alias_of_page(site: Site) -> None:
    convert(site, site.alias(site.page))


def convert_alias_of_restricted_article(site: Site) -> None:
    convert(site, site.alias(site.article, site.news))


def convert_alias_of_alias(site: Site) -> None:
    convert(site, site.alias(site.alias(site.page)))


def convert_alias_below_alias(site: Site) -> None:
    site.editor_client.copy(site.page, to=site.home, slug=f"{NAME}-alias", alias="on")
    top = Page.objects.get(slug=f"{NAME}-alias")
    convert(site, top.get_children().get())
    convert(site, top)


def copy_page(site: Site) -> None:
    site.editor_client.copy(site.page, to=site.home, slug=f"{NAME}-copy", publish_copies="on")


def copy_article_with_wider_restriction_at_destination(site: Site) -> None:
    site.editor_client.copy(
        site.page, to=site.signed_in(), slug=f"{NAME}-copy", publish_copies="on"
    )


def copy_branch_with_alias(site: Site) -> None:
    site.alias(site.page, parent=site.about)
    site.editor_client.copy(site.about, to=site.home, slug="copy", publish_copies="on")


def copy_as_alias(site: Site) -> None:
    site.editor_client.copy(site.page, to=site.home, slug=f"{NAME}-copy", alias="on")


def move_page(site: Site) -> None:
    site.editor_client.move(site.page, to=site.home)


def move_into_wider_part(site: Site) -> None:
    site.editor_client.move(site.page, to=site.signed_in())


def move_in_code(site: Site) -> None:
    site.page.move(Page.objects.get(pk=site.home.pk), pos="last-child")


def move_source_of_alias(site: Site) -> None:
    site.alias(site.below)
    site.editor_client.move(site.page, to=site.home)


def move_alias(site: Site) -> None:
    """Convert an alias of a public page within the section."""
    section = Page.objects.get(pk=site.section.pk)
    alias = site.about.create_alias(parent=section, update_slug=f"{NAME}-alias")
    site.editor_client.move(alias, to=site.home)


def move_restricted_section(site: Site) -> None:
    site.editor_client.move(site.section, to=site.about)


def move_below_alias_of_itself(site: Site) -> None:
    alias = site.alias(site.below)
    site.editor_client.move(site.page, to=alias)


def move_in_bulk(site: Site) -> None:
    site.editor_client.move_in_bulk([site.page], to=site.home, readers="same")


def move_in_bulk_without_answer(site: Site) -> None:
    site.editor_client.move_in_bulk([site.page], to=site.home)


def reorder(site: Site) -> None:
    site.editor_client.reorder(site.section, position=0)
    site.editor_client.reorder(site.article, position=0)


def publish_what_is_left() -> None:
    """Wagtail turns aliases of deleted pages into unpublished ordinary pages."""
    for page in Page.objects.filter(slug__endswith="-alias"):
        assert page.alias_of is None
        page.specific.save_revision().publish()


def delete_source(site: Site) -> None:
    site.alias(site.below)
    site.editor_client.delete(site.page)
    publish_what_is_left()


def delete_sources_in_bulk(site: Site) -> None:
    site.alias(site.page)
    site.alias(site.article, site.news)
    site.editor_client.delete_in_bulk(site.page, site.article)
    publish_what_is_left()


def delete_section_with_alias_inside_and_outside(site: Site) -> None:
    site.alias(site.page)
    site.alias(site.below, site.section)
    site.editor_client.delete(site.section)
    publish_what_is_left()


def delete_source_in_code(site: Site) -> None:
    site.alias(site.page)
    Page.objects.get(pk=site.section.pk).delete()
    publish_what_is_left()


def unpublish_and_publish(site: Site) -> None:
    site.alias(site.page)
    site.editor_client.unpublish(site.page)
    StandardPage.objects.get(pk=site.page.pk).save_revision().publish()


def move_draft_and_publish_it_later(site: Site) -> None:
    site.editor_client.unpublish(site.page, include_descendants="on")
    site.editor_client.move(site.page, to=site.home)
    draft = StandardPage.objects.get(pk=site.page.pk)
    draft.go_live_at = timezone.now() - timedelta(minutes=1)
    draft.save_revision(approved_go_live_at=draft.go_live_at)
    call_command("publish_scheduled")
    assert Page.objects.get(pk=draft.pk).live


def revert_after_move(site: Site) -> None:
    revision = site.page.save_revision()
    site.editor_client.move(site.page, to=site.home)
    revision.refresh_from_db()
    revision.publish()


ACTIONS: dict[str, Callable[[Site], None]] = {
    action.__name__.replace("_", " "): action
    for action in (
        *(convert_alias_of_page, convert_alias_of_restricted_article, convert_alias_of_alias),
        *(convert_alias_below_alias, copy_page, copy_article_with_wider_restriction_at_destination),
        *(copy_branch_with_alias, copy_as_alias, move_page, move_into_wider_part, move_in_code),
        *(move_source_of_alias, move_alias, move_restricted_section, move_below_alias_of_itself),
        *(move_in_bulk, move_in_bulk_without_answer),
        *(reorder, delete_source, delete_sources_in_bulk, delete_source_in_code),
        *(delete_section_with_alias_inside_and_outside, unpublish_and_publish),
        *(move_draft_and_publish_it_later, revert_after_move),
    )
}


# Bulk deletion and similar paths depend on the database.
ON_BOTH = ("copy branch with alias", "move source of alias", "delete sources in bulk")


@pytest.mark.parametrize(
    "action",
    [
        pytest.param(action, marks=pytest.mark.database) if action in ON_BOTH else action
        for action in ACTIONS
    ],
)
def test_private_page_stays_hidden_after_editor_action(
    site: Site, in_other_process: OtherProcess, visit: Any, action: str
) -> None:
    with in_other_process():
        ACTIONS[action](site)
    assert find_open_lists(visit(None)) == []
    assert find_open_pages(visit(None)) == []
    assert find_open_pages(visit(site.editor_client.user)) == []
    published = Page.objects.filter(slug__contains=NAME, live=True)
    assert find_open_pages(visit(MemberFactory())) == [page.get_url() for page in published]


def test_find_open_functions_detect_public_pages(site: Site, visit: Any) -> None:
    assert find_open_lists(visit(None)) == []
    assert find_open_pages(visit(None)) == []
    PageViewRestriction.objects.all().delete()
    assert find_open_lists(visit(None)) == [*LISTS]
    assert len(find_open_pages(visit(None))) == 3
