"""What is offered to whoever asked nothing yet, or found nothing."""

import pytest
from django.test import Client
from wagtail.models import Page

from resources.models import ResourceIndexPage
from tests.events.html import words_of
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


def test_they_are_shown_what_there_is_to_look_through(
    ask: Ask, resources: ResourceIndexPage, subtests: pytest.Subtests
) -> None:
    for question in ("", "zzzzzz"):
        with subtests.test(question=question):
            assert "Look through Resources Found good." in words_of(ask(question))


def test_whoever_found_something_is_not(
    ask: Ask, write: Write, resources: ResourceIndexPage
) -> None:
    write("A supervisor")
    assert "Look through" not in ask("supervisor")


def test_a_list_for_members_is_shown_to_nobody_else(
    ask: Ask, client: Client, resources: ResourceIndexPage
) -> None:
    restrict_to_members(resources)
    assert "Look through" not in ask("")
    client.force_login(SuperuserFactory())
    assert "Look through" in ask("")
