"""Resources on the home page."""

import pytest
from django.test import Client
from wagtail.models import Page

from tests.factories import restrict_to_members
from tests.resources.conftest import Add

pytestmark = pytest.mark.database


def show(home: Page, *selected: Page) -> None:
    value = {"heading": "To use", "resources": [page.pk for page in selected]}
    home.sections = [("featured_resources", home.sections.stream_block.child_blocks[
        "featured_resources"].to_python(value))]  # fmt: skip
    home.save()


def test_home_page_shows_selected_resources_and_links_to_index(
    client: Client, home: Page, add: Add
) -> None:
    add("Not chosen")
    show(home, add("Second", kind="helpline", phone="1"), add("First"))
    page = client.get("/").content.decode()
    assert page.index("Second") < page.index("First")
    assert "Not chosen" not in page
    assert '<a class="arrow-link" href="/resources/">All resources' in page


def test_home_page_hides_private_resources_from_anonymous_users(
    client: Client, home: Page, add: Add
) -> None:
    private = add("For members")
    show(home, private, add("For all"))
    restrict_to_members(private)
    page = client.get("/").content.decode()
    assert "For all" in page
    assert "For members" not in page
