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


def test_chosen_resources_stand_on_the_home_page_and_lead_to_all(
    client: Client, home: Page, add: Add
) -> None:
    add("Not chosen")
    show(home, add("Second", kind="helpline", phone="1"), add("First"))
    page = client.get("/").content.decode()
    assert page.index("Second") < page.index("First")
    assert "Not chosen" not in page
    assert '<a class="go" href="/resources/">All resources' in page


def test_a_chosen_resource_for_members_is_not_shown_to_strangers(
    client: Client, home: Page, add: Add
) -> None:
    private = add("For members")
    show(home, private, add("For all"))
    restrict_to_members(private)
    page = client.get("/").content.decode()
    assert "For all" in page
    assert "For members" not in page
