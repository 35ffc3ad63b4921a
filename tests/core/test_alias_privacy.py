"""The privacy dialog of an alias shows inherited restrictions, and saves one of its own."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import GroupPagePermission, Page, PageViewRestriction

from home.models import HomePage, StandardPage
from tests.core.editor_client import PUBLIC, SIGNED_IN, EditorClient, members
from tests.factories import UserFactory, publish, restrict_to_members

pytestmark = pytest.mark.django_db


@pytest.fixture
def editing(home: HomePage) -> EditorClient:
    return EditorClient()


@pytest.fixture
def source(home: HomePage) -> StandardPage:
    page = publish(home, StandardPage, title="Among us", slug="among-us")
    restrict_to_members(page)
    return page


@pytest.fixture
def alias(home: HomePage, source: StandardPage) -> Page:
    """A public alias, without the restrictions that Wagtail copies with it."""
    alias = source.create_alias(parent=Page.objects.get(pk=home.pk), update_slug="alias")
    alias.view_restrictions.all().delete()
    return alias


def save(browser: Client, page: Page, choice: dict[str, Any]) -> dict[str, Any]:
    return browser.post(f"/admin/pages/{page.pk}/privacy/", choice).json()  # type: ignore[no-any-return]


def open_dialog(browser: Client, page: Page) -> str:
    return " ".join(browser.get(f"/admin/pages/{page.pk}/privacy/").json()["html"].split())


def test_alias_dialog_links_to_source(
    editing: EditorClient, alias: Page, source: StandardPage
) -> None:
    content = open_dialog(editing.browser, alias)
    assert (
        "This page is an alias. It is always at least as private as the source of the alias"
        in content
    )
    assert f'<a href="/admin/pages/{source.pk}/edit/">Among us</a>' in content
    assert "only people in the group Members can read it" in content
    assert "No privacy setting of its own" in content
    assert "inherited from the ancestor" not in content


def test_alias_dialog_hides_source_without_permission(home: HomePage, alias: Page) -> None:
    group = Group.objects.create(name="Editors of the alias")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("change_page", "publish_page"):
        right = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page=alias, permission=right)
    browser = Client()
    browser.force_login(UserFactory(groups=[group.name]))
    content = open_dialog(browser, alias)
    assert "Set on a page that you cannot edit" in content
    assert "Among us</a>" not in content


def test_alias_dialog_describes_page_below_alias(editing: EditorClient, alias: Page) -> None:
    below = publish(Page.objects.get(pk=alias.pk), StandardPage, title="Below", slug="below")
    assert "This page is below an alias" in open_dialog(editing.browser, below)
    for _ in range(2):
        save(editing.browser, below, SIGNED_IN)
    assert below.view_restrictions.count() == 1


def test_alias_dialog_saves_one_own_restriction(editing: EditorClient, alias: Page) -> None:
    for choice in (SIGNED_IN, SIGNED_IN, members(), SIGNED_IN):
        assert save(editing.browser, alias, choice)["is_public"] is False
        rule = alias.view_restrictions.get()
        assert rule.restriction_type == choice["restriction_type"]


def test_alias_without_own_restriction_stays_private(
    editing: EditorClient, alias: Page, source: StandardPage, client: Client
) -> None:
    for kind in ("login", "login"):
        PageViewRestriction.objects.create(page=alias, restriction_type=kind)
    assert save(editing.browser, alias, PUBLIC) == {"step": "set_privacy_done", "is_public": False}
    assert not alias.view_restrictions.exists()
    assert source.view_restrictions.count() == 1
    assert client.get("/alias/").status_code == 302


def test_alias_dialog_refuses_incomplete_choice(editing: EditorClient, alias: Page) -> None:
    data = save(editing.browser, alias, {"restriction_type": "groups"})
    assert data["step"] == "set_privacy"
    assert "Please select at least one group." in data["html"]
    assert not alias.view_restrictions.exists()


def test_alias_dialog_refuses_users_without_permission(alias: Page) -> None:
    browser = Client()
    browser.force_login(UserFactory(groups=["Membership team"]))
    for answer in (
        browser.get(f"/admin/pages/{alias.pk}/privacy/"),
        browser.post(f"/admin/pages/{alias.pk}/privacy/", SIGNED_IN),
    ):
        assert answer.status_code in {302, 403}
    assert not alias.view_restrictions.exists()


def test_set_privacy_removes_all_own_restrictions(
    editing: EditorClient, source: StandardPage, client: Client
) -> None:
    PageViewRestriction.objects.create(page=source, restriction_type="login")
    assert save(editing.browser, source, PUBLIC)["is_public"] is True
    assert client.get("/among-us/").status_code == 200


def test_set_privacy_reports_inherited_restrictions(
    editing: EditorClient, source: StandardPage
) -> None:
    below = publish(source, StandardPage, title="Below", slug="below")
    save(editing.browser, below, SIGNED_IN)
    assert save(editing.browser, below, PUBLIC)["is_public"] is False
