"""Visibility of pages by view restrictions."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from wagtail.models import Page, PageViewRestriction

from core.caching import clear_request_cache, request_cache
from core.visibility.querysets import get_pages
from home.models import StandardPage
from tests.factories import (
    MemberFactory,
    SuperuserFactory,
    UserFactory,
    draft,
    publish,
    restrict_to_members,
)

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def public(home):
    return publish(home, StandardPage, title="Public", slug="public")


@pytest.fixture
def private(home):
    page = publish(home, StandardPage, title="Private", slug="private")
    restrict_to_members(page)
    return page


@pytest.fixture
def below(private):
    return publish(private, StandardPage, title="Below", slug="below")


def titles(user):
    return {page.title for page in StandardPage.objects.visible_to(user)}


def suspended():
    return MemberFactory(is_active=False)


def test_visible_to_shows_public_pages_to_anonymous_and_inactive_users(public, below, subtests):
    for user in (lambda: None, AnonymousUser, suspended):
        with subtests.test(user=user):
            assert titles(user()) == {"Public"}


def test_visible_to_shows_public_pages_to_other_groups(public, below, subtests):
    for groups in ([], ["Editors"], ["Membership team"], ["Moderators"]):
        with subtests.test(groups=groups):
            assert titles(UserFactory(groups=groups)) == {"Public"}


def test_visible_to_shows_all_pages_to_members_and_superusers(public, below, subtests):
    for person in (MemberFactory, SuperuserFactory):
        with subtests.test(person=person):
            assert titles(person()) == {"Public", "Private", "Below"}


def test_visible_to_respects_login_restriction(public):
    PageViewRestriction.objects.create(page=public, restriction_type=PageViewRestriction.LOGIN)
    assert titles(None) == titles(suspended()) == set()
    assert titles(UserFactory()) == {"Public"}


def test_visible_to_requires_all_restrictions(private, below):
    rule = PageViewRestriction.objects.create(
        page=below, restriction_type=PageViewRestriction.GROUPS
    )
    rule.groups.add(Group.objects.get(name="Moderators"))
    assert titles(MemberFactory()) == {"Private"}
    assert "Below" in titles(UserFactory(groups=["Members", "Moderators"]))


def test_visible_to_requires_superuser_for_restriction_without_group(public):
    PageViewRestriction.objects.create(page=public, restriction_type=PageViewRestriction.GROUPS)
    assert titles(MemberFactory()) == set()
    assert titles(SuperuserFactory()) == {"Public"}


def test_published_includes_private_pages_and_omits_drafts(home, private):
    draft(home, StandardPage, title="Draft")
    assert {page.title for page in StandardPage.objects.published()} == {"Private"}


def test_visible_to_omits_drafts(home):
    draft(home, StandardPage, title="Draft")
    assert titles(SuperuserFactory()) == set()


def test_visible_to_ignores_similar_paths(home, private):
    for number in range(3):
        publish(home, StandardPage, title=f"Other {number}")
    assert titles(None) == {"Other 0", "Other 1", "Other 2"}


@pytest.fixture
def alias(home, private, below):
    """A public alias of a page with an inherited restriction."""
    return below.create_alias(parent=Page.objects.get(pk=home.pk), update_slug="copy")


def test_visible_to_hides_alias_of_private_page(alias):
    assert get_pages().visible_to(None).filter(pk=alias.pk).count() == 0
    assert get_pages().visible_to(MemberFactory()).filter(pk=alias.pk).count() == 1


def test_visible_to_hides_alias_of_alias(home, alias):
    again = alias.create_alias(parent=Page.objects.get(pk=home.pk), update_slug="again")
    assert get_pages().visible_to(None).filter(pk=again.pk).count() == 0
    assert get_pages().visible_to(MemberFactory()).filter(pk=again.pk).count() == 1


@pytest.mark.parametrize("depth", [1, 2])
def test_alias_of_private_page_redirects_to_login(home, alias, client, depth):
    if depth == 2:
        alias.create_alias(parent=Page.objects.get(pk=home.pk), update_slug="copy-2")
    response = client.get("/copy/" if depth == 1 else "/copy-2/")
    assert response.headers["Location"].startswith("/account/login/")
    client.force_login(MemberFactory())
    assert client.get("/copy/").status_code == 200


@pytest.mark.parametrize("path", ["/private/", "/private/below/"])
def test_private_page_redirects_anonymous_users_to_login(below, client, path, superuser):
    response = client.get(path)
    assert response.status_code == 302
    assert response.headers["Location"] == f"/account/login/?next={path}"
    for person in (MemberFactory(), superuser):
        client.force_login(person)
        assert client.get(path).status_code == 200


def test_private_page_refuses_users_of_other_groups(below, client):
    client.force_login(UserFactory(groups=["Editors"]))
    response = client.get("/private/below/")
    assert response.status_code == 403
    assert "Below" not in response.content.decode()


def test_visible_to_filters_search_results(public, below):
    found = get_pages().visible_to(None).autocomplete("below")
    assert list(found) == []
    found = get_pages().visible_to(MemberFactory()).autocomplete("below")
    assert [page.pk for page in found] == [below.pk]
    assert [page.pk for page in get_pages().published().autocomplete("public")] == [public.pk]


def test_view_restrictions_are_read_once_per_request(private, django_assert_num_queries):
    member = MemberFactory()
    with request_cache():
        titles(member)
        with django_assert_num_queries(1):
            titles(member)


def test_view_restrictions_are_not_cached_outside_request(public):
    assert titles(None) == {"Public"}
    restrict_to_members(public)
    assert titles(None) == set()


def test_changed_restriction_clears_request_cache(public):
    with request_cache():
        assert titles(None) == {"Public"}
        rule = restrict_to_members(public)
        assert titles(None) == set()
        rule.delete()
        assert titles(None) == {"Public"}


def test_request_cache_ends_with_request(public):
    with request_cache():
        titles(None)
        PageViewRestriction.objects.bulk_create(
            [PageViewRestriction(page=public, restriction_type=PageViewRestriction.LOGIN)]
        )
        assert titles(None) == {"Public"}
        clear_request_cache()
        assert titles(None) == set()
    assert titles(None) == set()


def test_wagtail_login_and_password_views_return_404(private, client, subtests):
    for url in ("/_util/login/", "/_util/authenticate_with_password/1/1/"):
        with subtests.test(url=url):
            assert client.get(url).status_code == 404
            assert client.post(url, {"password": ""}).status_code == 404


def test_privacy_form_offers_no_shared_password(editor, public, client):
    client.force_login(editor)
    page = client.get(f"/admin/pages/{public.pk}/privacy/").content.decode()
    assert "password" not in page.lower()
