"""AdminObjectAccessMiddleware checks objects in URLs of the admin."""

import re

import pytest
from django.test import Client

from home.models import StandardPage
from tests.factories import UserFactory, draft, publish, restrict_to_members

pytestmark = [pytest.mark.database, pytest.mark.django_db]
HUGE = "9" * 40
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


@pytest.fixture
def moderator() -> Client:
    browser = Client()
    browser.force_login(UserFactory(groups=["Moderators"]))
    return browser


def test_pks_out_of_range_are_refused_without_error(
    home: object, moderator: Client, subtests: pytest.Subtests
) -> None:
    cases = [
        f"/admin/pages/{HUGE}/edit/",
        f"/admin/choose-page/{HUGE}/",
        f"/admin/images/{HUGE}/",
        f"/admin/documents/edit/{HUGE}/",
        f"/admin/choose-page/chosen-multiple/?id={HUGE}",
        f"/admin/choose-page/chosen-multiple/?id={HUGE * 120}",
        "/admin/bulk/wagtailcore/page/delete/?id=x",
        "/admin/snippets/choose/nothing/here/",
        "/admin/snippets/choose/x/",
    ]
    for url in cases:
        with subtests.test(url=url):
            assert moderator.get(url).status_code in (200, 302, 403, 404)


def test_refusal_is_the_same_for_missing_and_forbidden_pages(
    home: StandardPage, moderator: Client
) -> None:
    page = draft(home, StandardPage, title="Not yet")
    answers = [moderator.get(f"/admin/pages/{pk}/usage/") for pk in (page.pk, page.pk + 999)]
    assert {answer.status_code for answer in answers} == {403}
    assert len({TOKEN.sub("", answer.content.decode()) for answer in answers}) == 1


def test_page_chooser_lists_readable_pages(home: StandardPage, moderator: Client) -> None:
    publish(home, StandardPage, title="For all")
    restrict_to_members(publish(home, StandardPage, title="For members"))
    draft(home, StandardPage, title="Not yet")
    offered = moderator.get(f"/admin/choose-page/{home.pk}/").content.decode()
    assert "For all" in offered
    assert "For members" not in offered
    assert "Not yet" not in offered


def test_page_chooser_lists_all_pages_to_editors(home: StandardPage, editor: object) -> None:
    browser = Client()
    browser.force_login(editor)
    restrict_to_members(publish(home, StandardPage, title="For members"))
    draft(home, StandardPage, title="Not yet")
    offered = browser.get(f"/admin/choose-page/{home.pk}/").content.decode()
    assert "For members" in offered
    assert "Not yet" in offered
