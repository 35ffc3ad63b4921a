"""Links that are shown without a query or without results."""

import pytest
from django.test import Client
from wagtail.models import Page

from resources.models import ResourceIndexPage
from tests.events.html import get_text
from tests.factories import SuperuserFactory, publish, restrict_to_members
from tests.search.conftest import Ask, Write

pytestmark = pytest.mark.database


@pytest.fixture
def resources(home: Page) -> ResourceIndexPage:
    return publish(
        home,
        ResourceIndexPage,
        title="Resources",
        slug="resources",
        introduction="<p>Found <b>good</b>.</p>",
    )


def test_browse_links_are_shown_without_results(
    ask: Ask, resources: ResourceIndexPage, subtests: pytest.Subtests
) -> None:
    for question in ("", "zzzzzz"):
        with subtests.test(question=question):
            assert "Browse Resources Found good." in get_text(ask(question))


def test_browse_links_are_hidden_with_results(
    ask: Ask, write: Write, resources: ResourceIndexPage
) -> None:
    write("A supervisor")
    assert "Browse" not in ask("supervisor")


def test_private_index_is_hidden_from_browse_links(
    ask: Ask, client: Client, resources: ResourceIndexPage
) -> None:
    restrict_to_members(resources)
    assert "Browse" not in ask("")
    client.force_login(SuperuserFactory())
    assert "Browse" in ask("")
