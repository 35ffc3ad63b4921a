"""The one door: who sees which page."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from wagtail.models import Page, PageViewRestriction

from core.caching import clear_request_cache, request_cache
from core.querysets import get_pages
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


def test_strangers_and_the_suspended_see_what_is_public(public, below, subtests):
    for stranger in (lambda: None, AnonymousUser, suspended):
        with subtests.test(stranger=stranger):
            assert titles(stranger()) == {"Public"}


def test_people_of_other_groups_see_what_is_public(public, below, subtests):
    for groups in ([], ["Editors"], ["Membership team"], ["Moderators"]):
        with subtests.test(groups=groups):
            assert titles(UserFactory(groups=groups)) == {"Public"}


def test_members_and_superusers_see_all_that_is_out(public, below, subtests):
    for person in (MemberFactory, SuperuserFactory):
        with subtests.test(person=person):
            assert titles(person()) == {"Public", "Private", "Below"}


def test_a_page_for_everyone_signed_in_shows_to_all_but_strangers(public):
    PageViewRestriction.objects.create(page=public, restriction_type=PageViewRestriction.LOGIN)
    assert titles(None) == titles(suspended()) == set()
    assert titles(UserFactory()) == {"Public"}


def test_two_rules_over_a_page_must_both_be_met(private, below):
    rule = PageViewRestriction.objects.create(
        page=below, restriction_type=PageViewRestriction.GROUPS
    )
    rule.groups.add(Group.objects.get(name="Moderators"))
    assert titles(MemberFactory()) == {"Private"}
    assert "Below" in titles(UserFactory(groups=["Members", "Moderators"]))


def test_a_rule_that_names_no_group_admits_superusers_alone(public):
    PageViewRestriction.objects.create(page=public, restriction_type=PageViewRestriction.GROUPS)
    assert titles(MemberFactory()) == set()
    assert titles(SuperuserFactory()) == {"Public"}


def test_published_leaves_drafts_out_and_private_pages_in(home, private):
    draft(home, StandardPage, title="Draft")
    assert {page.title for page in StandardPage.objects.published()} == {"Private"}


def test_nobody_sees_a_draft_in_a_listing(home):
    draft(home, StandardPage, title="Draft")
    assert titles(SuperuserFactory()) == set()


def test_pages_whose_paths_only_begin_alike_are_not_closed_with_it(home, private):
    for number in range(3):
        publish(home, StandardPage, title=f"Other {number}")
    assert titles(None) == {"Other 0", "Other 1", "Other 2"}


@pytest.fixture
def alias(home, private, below):
    """A copy of a page that is private through the page above it, in a public place."""
    return below.create_alias(parent=Page.objects.get(pk=home.pk), update_slug="copy")


def test_an_alias_is_as_private_as_what_it_shows(alias):
    assert get_pages().visible_to(None).filter(pk=alias.pk).count() == 0
    assert get_pages().visible_to(MemberFactory()).filter(pk=alias.pk).count() == 1


def test_so_is_an_alias_of_an_alias(home, alias):
    again = alias.create_alias(parent=Page.objects.get(pk=home.pk), update_slug="again")
    assert get_pages().visible_to(None).filter(pk=again.pk).count() == 0
    assert get_pages().visible_to(MemberFactory()).filter(pk=again.pk).count() == 1


@pytest.mark.parametrize("depth", [1, 2])
def test_an_alias_of_a_private_page_does_not_open(home, alias, client, depth):
    if depth == 2:
        alias.create_alias(parent=Page.objects.get(pk=home.pk), update_slug="copy-2")
    response = client.get("/copy/" if depth == 1 else "/copy-2/")
    assert response.headers["Location"].startswith("/account/login/")
    client.force_login(MemberFactory())
    assert client.get("/copy/").status_code == 200


@pytest.mark.parametrize("path", ["/private/", "/private/below/"])
def test_a_private_page_sends_strangers_to_sign_in_and_opens_to_members(
    below, client, path, superuser
):
    response = client.get(path)
    assert response.status_code == 302
    assert response.headers["Location"] == f"/account/login/?next={path}"
    for person in (MemberFactory(), superuser):
        client.force_login(person)
        assert client.get(path).status_code == 200


def test_a_signed_in_person_without_the_group_is_told_so_and_not_sent_in_a_circle(below, client):
    client.force_login(UserFactory(groups=["Editors"]))
    response = client.get("/private/below/")
    assert response.status_code == 403
    assert "Below" not in response.content.decode()


def test_the_door_survives_search(public, below):
    found = get_pages().visible_to(None).autocomplete("below")
    assert list(found) == []
    found = get_pages().visible_to(MemberFactory()).autocomplete("below")
    assert [page.pk for page in found] == [below.pk]
    assert [page.pk for page in get_pages().published().autocomplete("public")] == [public.pk]


def test_the_rules_are_read_once_in_a_request(private, django_assert_num_queries):
    member = MemberFactory()
    with request_cache():
        titles(member)
        with django_assert_num_queries(1):
            titles(member)


def test_outside_a_request_nothing_is_remembered(public):
    assert titles(None) == {"Public"}
    restrict_to_members(public)
    assert titles(None) == set()


def test_a_changed_rule_counts_at_once_within_its_request(public):
    with request_cache():
        assert titles(None) == {"Public"}
        rule = restrict_to_members(public)
        assert titles(None) == set()
        rule.delete()
        assert titles(None) == {"Public"}


def test_what_is_remembered_ends_with_the_request_and_can_be_forgotten(public):
    with request_cache():
        titles(None)
        PageViewRestriction.objects.bulk_create(
            [PageViewRestriction(page=public, restriction_type=PageViewRestriction.LOGIN)]
        )
        assert titles(None) == {"Public"}
        clear_request_cache()
        assert titles(None) == set()
    assert titles(None) == set()


def test_there_is_no_second_door(private, client, subtests):
    for address in ("/_util/login/", "/_util/authenticate_with_password/1/1/"):
        with subtests.test(address=address):
            assert client.get(address).status_code == 404
            assert client.post(address, {"password": ""}).status_code == 404


def test_editors_can_set_no_shared_password(editor, public, client):
    client.force_login(editor)
    page = client.get(f"/admin/pages/{public.pk}/privacy/").content.decode()
    assert "password" not in page.lower()
