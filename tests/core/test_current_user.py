"""Links and images in rich text and blocks depend on the current user."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.test import RequestFactory
from wagtail.models import GroupCollectionPermission, GroupPagePermission
from wagtail.rich_text import expand_db_html

from core.visibility.current_user import as_user, get_current_user
from home.models import StandardPage
from tests.factories import (
    DocumentFactory,
    ImageFactory,
    MemberFactory,
    UserFactory,
    publish,
    restrict_to_members,
)

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def text(home: Any, members_only: Any) -> str:
    """A paragraph with links to a private page and file, and a private image."""
    page = publish(home, StandardPage, title="Among us", slug="among-us")
    restrict_to_members(page)
    file = DocumentFactory(title="Minutes", collection=members_only)
    picture = ImageFactory(collection=members_only)
    return (
        f'<a linktype="page" id="{page.pk}">page</a> '
        f'<a linktype="document" id="{file.pk}">file</a> '
        f'<embed embedtype="image" id="{picture.pk}" alt="" format="left"/>'
    )


def shown_to(user: Any, text: str, is_preview: bool = False) -> str:
    request = RequestFactory().get("/")
    request.user, request.is_preview = user, is_preview
    with as_user(request):
        return expand_db_html(text)


def test_links_lead_members_to_private_pages(text: str) -> None:
    shown = shown_to(MemberFactory(), text)
    assert 'href="/among-us/"' in shown
    assert "words.txt" in shown or 'href="/documents/' in shown
    assert 'src="/media/images/' in shown


@pytest.mark.parametrize("user", [None, AnonymousUser()])
def test_links_send_anonymous_users_to_login(text: str, user: Any) -> None:
    shown = shown_to(user, text) if user else expand_db_html(text)
    assert shown.count('href="/account/login/"') == 2
    assert "among-us" not in shown
    assert "/documents/" not in shown
    assert "/media/" not in shown


def test_links_are_empty_for_logged_in_users_without_permission(text: str) -> None:
    for person in (UserFactory(), UserFactory(groups=["Editors"])):
        shown = shown_to(person, text)
        assert "href" not in shown
        assert "/media/" not in shown
        assert ">page</a>" in shown


def test_preview_shows_editors_what_they_can_choose(text: str) -> None:
    shown = shown_to(UserFactory(groups=["Editors"]), text, is_preview=True)
    assert 'href="/among-us/"' in shown
    assert 'href="/documents/' in shown
    assert "/media/" in shown


def test_preview_hides_what_editors_cannot_choose(home: Any, text: str) -> None:
    """A section editor can send any primary key in the form of a preview."""
    own = publish(home, StandardPage, title="Ours", slug="ours")
    group = Group.objects.create(name="Of one section")
    change = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=own, permission=change)
    shown = shown_to(UserFactory(groups=[group.name]), text, is_preview=True)
    assert "href" not in shown
    assert "/media/" not in shown


def test_preview_shows_files_with_choose_permission(text: str, members_only: Any) -> None:
    group = Group.objects.create(name="Of one collection")
    choose = Permission.objects.get(
        codename="choose_image", content_type__app_label="wagtailimages"
    )
    GroupCollectionPermission.objects.create(
        group=group, collection=members_only, permission=choose
    )
    shown = shown_to(UserFactory(groups=[group.name]), text, is_preview=True)
    assert "/media/" in shown
    assert "/documents/" not in shown


def test_get_current_user_is_none_outside_request(member: Any) -> None:
    assert get_current_user() is None
    request = RequestFactory().get("/")
    request.user = member
    with as_user(request):
        assert get_current_user() == member
        with as_user(None):
            assert get_current_user() is None
    assert get_current_user() is None
