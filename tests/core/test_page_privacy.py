"""Moves that would make pages visible to more people ask for confirmation."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import GroupPagePermission, Page, PageViewRestriction

from core.visibility.page_privacy.restrictions import describe_readers
from core.visibility.restrictions import RestrictedSubtree, missing_restrictions
from home.models import HomePage, StandardPage
from tests.core.editor_client import EditorClient
from tests.factories import UserFactory, draft, publish, restrict_to_members

# --- Comparing restrictions ------------------------------------------------------------------

SIGNED_IN = RestrictedSubtree("", 1, any_user=True, group_ids=frozenset())
NO_GROUPS = RestrictedSubtree("", 2, any_user=False, group_ids=frozenset())


def groups(*numbers: int) -> RestrictedSubtree:
    return RestrictedSubtree("", 100 + sum(numbers), any_user=False, group_ids=frozenset(numbers))


@pytest.mark.parametrize(
    ("before", "after", "missing"),
    [
        ([], [groups(1)], []),
        ([groups(1)], [], [groups(1)]),
        ([groups(1)], [groups(1)], []),
        ([groups(1)], [groups(2)], [groups(1)]),
        ([groups(1)], [groups(1, 2)], [groups(1)]),
        ([groups(1, 2)], [groups(1)], []),
        ([groups(1)], [SIGNED_IN], [groups(1)]),
        ([SIGNED_IN], [groups(1)], []),
        ([groups(1), groups(2)], [groups(2)], [groups(1)]),
        ([SIGNED_IN, groups(1, 2), groups(1)], [], [groups(1)]),
        ([NO_GROUPS], [groups(1)], [NO_GROUPS]),
        ([groups(1)], [NO_GROUPS], []),
    ],
)
def test_missing_restrictions_finds_weaker_restrictions(
    before: list[RestrictedSubtree],
    after: list[RestrictedSubtree],
    missing: list[RestrictedSubtree],
) -> None:
    assert missing_restrictions(before, after) == missing


@pytest.mark.django_db
def test_describe_readers_names_groups() -> None:
    members, editors = (Group.objects.get(name=name).pk for name in ("Members", "Editors"))
    assert describe_readers([]) == "everyone"
    assert describe_readers([SIGNED_IN]) == "people who sign in"
    assert describe_readers([NO_GROUPS]) == "nobody"
    assert describe_readers([groups(members, editors), SIGNED_IN]) == (
        "people in the group Editors or Members"
    )


# --- Moving ----------------------------------------------------------------------------------

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor_client(home: HomePage) -> EditorClient:
    return EditorClient()


@pytest.fixture
def section(home: HomePage) -> StandardPage:
    page = publish(home, StandardPage, title="Among us", slug="among-us")
    restrict_to_members(page)
    return page


@pytest.fixture
def page(section: StandardPage) -> StandardPage:
    page = publish(section, StandardPage, title="Herons", slug="herons")
    publish(page, StandardPage, title="Nests", slug="nests")
    draft(page, StandardPage, title="Eggs", slug="eggs")
    return page


def question(editor_client: EditorClient, page: Page, to: Page) -> str:
    return editor_client.browser.get(
        f"/admin/pages/{page.pk}/move/{to.pk}/confirm/"
    ).content.decode()


def get_text(html: str) -> str:
    return " ".join(html.split())


def test_move_asks_before_pages_become_public(
    editor_client: EditorClient, home: HomePage, page: StandardPage
) -> None:
    text = get_text(question(editor_client, page, to=home))
    assert "3 pages will become public" in text
    for title in ("<b>Herons</b>:", "<b>Nests</b>:", "<b>Eggs</b> (not published yet):"):
        assert f"{title} now people in the group Members, after the move everyone." in text


def test_move_asks_before_one_page_becomes_public(
    editor_client: EditorClient, home: HomePage, section: StandardPage
) -> None:
    page = publish(section, StandardPage, title="Herons", slug="herons")
    text = get_text(question(editor_client, page, to=home))
    assert "Who can read “Herons” after the move?" in text
    assert "“Herons” will become public" in text


@pytest.mark.parametrize("rule", ["login", "groups"])
def test_move_asks_before_audience_widens(
    editor_client: EditorClient, home: HomePage, page: StandardPage, rule: str
) -> None:
    place = publish(home, StandardPage, title="Others", slug="others")
    wider = PageViewRestriction.objects.create(page=place, restriction_type=rule)
    wider.groups.set(Group.objects.filter(name__in=["Members", "Editors"]))
    text = get_text(question(editor_client, page, to=place))
    assert "3 pages will be open to more people" in text
    then = {"login": "people who sign in", "groups": "people in the group Editors or Members"}
    assert f"now people in the group Members, after the move {then[rule]}." in text


def test_move_names_aliases_with_wider_audience(
    editor_client: EditorClient, home: HomePage, page: StandardPage
) -> None:
    nests = Page.objects.get(slug="nests").specific
    nests.create_alias(parent=Page.objects.get(pk=home.pk), update_slug="alias")
    text = get_text(question(editor_client, page, to=home))
    assert (
        "<b>Nests</b> (an alias): now people in the group Members, after the move everyone." in text
    )


def test_move_does_not_ask_without_wider_audience(
    editor_client: EditorClient, home: HomePage, page: StandardPage
) -> None:
    restrict_to_members(page)
    public = publish(home, StandardPage, title="About", slug="about")
    for moved, place in ((page, home), (public, Page.objects.get(slug="among-us"))):
        assert "readers" not in question(editor_client, moved, to=place)


def test_confirmed_move_opens_page_and_descendants(
    editor_client: EditorClient, home: HomePage, page: StandardPage, client: Client
) -> None:
    editor_client.move(page, to=home, readers="more")
    for path in ("/herons/", "/herons/nests/"):
        assert client.get(path).status_code == 200


def test_confirmed_move_keeps_own_restrictions(
    editor_client: EditorClient, home: HomePage, page: StandardPage, client: Client
) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    editor_client.move(page, to=home, readers="more")
    assert client.get("/herons/").status_code == 302
    assert page.view_restrictions.get().restriction_type == "login"


def test_confirmed_bulk_move_opens_all_pages(
    editor_client: EditorClient,
    home: HomePage,
    page: StandardPage,
    section: StandardPage,
    client: Client,
) -> None:
    other = publish(section, StandardPage, title="Terns", slug="terns")
    url = f"/admin/bulk/wagtailcore/page/move/?id={page.pk}&id={other.pk}"
    response = editor_client.browser.post(url, {"chooser": home.pk})
    assert "4 pages will become public" in get_text(response.content.decode())
    assert Page.objects.get(pk=page.pk).url_path == "/front/among-us/herons/"
    editor_client.move_in_bulk([page, other], to=home, readers="more")
    for path in ("/herons/", "/terns/"):
        assert client.get(path).status_code == 200


def test_bulk_move_names_opened_and_private_pages(
    editor_client: EditorClient, home: HomePage, section: StandardPage
) -> None:
    opens = publish(section, StandardPage, title="Terns", slug="terns")
    stays = publish(section, StandardPage, title="Gulls", slug="gulls")
    restrict_to_members(stays)
    public = publish(home, StandardPage, title="About", slug="about")
    numbers = "&".join(f"id={page.pk}" for page in (opens, stays, public))
    place = publish(home, StandardPage, title="Others", slug="others")
    url = f"/admin/bulk/wagtailcore/page/move/?{numbers}"
    text = get_text(editor_client.browser.post(url, {"chooser": place.pk}).content.decode())
    assert "can read “Terns” now." in text
    assert "“Terns” will become public" in text
    assert "“Gulls” stays as private as it is now, because it has its own privacy setting." in text
    assert "“About” stays" not in text


def test_move_reports_readers_afterwards(
    editor_client: EditorClient, home: HomePage, page: StandardPage
) -> None:
    url = f"/admin/pages/{page.pk}/move/{home.pk}/confirm/"
    text = editor_client.browser.post(url, follow=True).content.decode()
    assert "Who can read “Herons” now: people in the group Members." in text


@pytest.fixture
def writers(page: StandardPage) -> Group:
    """A client of a user who can move drafts, but cannot publish."""
    group = Group.objects.create(name="Writers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for code in ("add_page", "change_page"):
        permission = Permission.objects.get(codename=code, content_type__app_label="wagtailcore")
        root = Page.objects.get(depth=1)
        GroupPagePermission.objects.create(group=group, page=root, permission=permission)
    return group


def test_move_opens_nothing_without_permission(
    home: HomePage, section: StandardPage, writers: Group, client: Client
) -> None:
    user = UserFactory(groups=["Writers"])
    page = draft(section, StandardPage, title="Terns", slug="terns", owner=user)
    client.force_login(user)
    url = f"/admin/pages/{page.pk}/move/{home.pk}/confirm/"
    text = client.get(url).content.decode()
    assert "After the move, only the same people can read it." in text
    assert "Members, after the move" not in text
    client.post(url, {"readers": "more"})
    assert Page.objects.get(pk=page.pk).url_path == "/front/terns/"
    assert page.view_restrictions.get().groups.get().name == "Members"
