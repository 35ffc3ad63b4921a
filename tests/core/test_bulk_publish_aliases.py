"""Bulk publishing of pages with aliases among them."""

import pytest
from wagtail.models import Page

from home.models import StandardPage
from tests.factories import publish

pytestmark = pytest.mark.django_db
REFUSED = (
    "Nothing was published. You cannot publish an alias, because it is published with its page: "
    "“About”."
)


@pytest.fixture
def alias(home):
    """An alias of a draft, below another page."""
    page = publish(home, StandardPage, title="About", slug="about")
    parent = publish(home, StandardPage, title="Parent", slug="parent")
    page.unpublish()
    return page.create_alias(parent=parent)


def publish_in_bulk(browser, *pages, **sent):
    ids = "&".join(f"id={page.pk}" for page in pages)
    return browser.post(
        f"/admin/bulk/wagtailcore/page/publish/?{ids}&next=/admin/pages/", sent, follow=True
    )


def test_bulk_publish_refuses_aliases(home, superuser, visit, alias, subtests):
    draft = publish(home, StandardPage, title="Draft", slug="draft")
    draft.unpublish()
    parent = alias.get_parent()
    cases = ([alias], {}), ([draft, alias], {}), ([draft, parent], {"include_descendants": "on"})
    for pages, sent in cases:
        with subtests.test(pages=pages, sent=sent):
            answer = publish_in_bulk(visit(superuser), *pages, **sent)
            assert answer.status_code == 200
            assert REFUSED in answer.content.decode()
            assert not Page.objects.filter(pk__in=[draft.pk, alias.pk], live=True).exists()


def test_bulk_publish_publishes_source_and_alias(superuser, visit, alias):
    publish_in_bulk(visit(superuser), alias.alias_of)
    assert Page.objects.get(pk=alias.pk).live


def test_bulk_publish_allows_live_aliases_below(superuser, visit, alias):
    publish_in_bulk(visit(superuser), alias.alias_of)
    parent = alias.get_parent()
    answer = publish_in_bulk(visit(superuser), parent, include_descendants="on")
    assert "1 page has been published" in answer.content.decode()
