"""Permissions of the groups in the admin after `migrate`."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.forms import model_to_dict
from django.test import Client
from wagtail.models import (
    GroupCollectionPermission,
    GroupPagePermission,
    ModelLogEntry,
    Page,
    Workflow,
    WorkflowPage,
)

from home.groups import create_groups
from mailqueue.models import EmailTemplateSettings
from tests.factories import ImageFactory, MemberFactory, SuperuserFactory, UserFactory, make_home

pytestmark = pytest.mark.django_db

COMMON = ["/admin/", "/admin/account/"]
EDITORIAL = [
    "/admin/pages/",
    "/admin/pages/{home}/",
    "/admin/pages/{home}/edit/",
    "/admin/pages/{home}/add_subpage/",
    "/admin/pages/add/home/standardpage/{home}/",
    "/admin/pages/{home}/delete/",
    "/admin/pages/{home}/history/",
    "/admin/pages/{home}/move/",
    "/admin/images/",
    "/admin/images/add/",
    "/admin/images/multiple/add/",
    "/admin/documents/",
    "/admin/documents/add/",
    "/admin/collections/",
    "/admin/collections/add/",
    "/admin/snippets/",
    "/admin/snippets/core/helpline/",
    "/admin/snippets/core/helpline/add/",
    "/admin/snippets/core/contentnote/add/",
    "/admin/snippets/news/author/add/",
    "/admin/topic/new/",
    "/admin/profession/new/",
    "/admin/settings/core/organisationsettings/",
    "/admin/settings/core/navigationsettings/",
    "/admin/settings/core/sitetextsettings/",
    "/admin/settings/mailqueue/emailtemplatesettings/",
    "/admin/redirects/",
    "/admin/redirects/add/",
    "/admin/searchpicks/",
    "/admin/searchpicks/add/",
    "/admin/reports/locked/",
    "/admin/reports/aging-pages/",
    "/admin/reports/page-types-usage/",
]
OPERATING = [
    "/admin/users/",
    "/admin/users/new/",
    "/admin/groups/",
    "/admin/groups/new/",
    "/admin/sites/",
    "/admin/sites/new/",
    "/admin/workflows/list/",
    "/admin/workflows/add/",
]


@pytest.fixture
def home() -> Page:
    return make_home()


def opens(client: Client, address: str, home: Page) -> bool:
    """Whether *address* can be opened; refused means 403, or a redirect to the dashboard."""
    response = client.get(address.format(home=home.pk), follow=True)
    if response.status_code == 403:
        return False
    assert response.status_code == 200, address
    return not response.redirect_chain or response.redirect_chain[-1][0] != "/admin/"


def opened(client: Client, addresses: list[str], home: Page) -> list[str]:
    return [address for address in addresses if opens(client, address, home)]


def signed_in(client: Client, *groups: str) -> Client:
    client.force_login(UserFactory(groups=list(groups)))
    return client


def test_editors_can_open_editorial_views(client, home):
    addresses = COMMON + EDITORIAL
    assert opened(signed_in(client, "Editors"), addresses, home) == addresses


def test_editors_cannot_open_operator_views(client, home):
    assert opened(signed_in(client, "Editors"), OPERATING, home) == []


@pytest.mark.parametrize("group", ["Membership team", "Moderators"])
def test_other_staff_can_open_only_the_admin_dashboard(client, home, group):
    signed_in(client, group)
    listings = {"/admin/snippets/", "/admin/pages/"}
    addresses = [address for address in EDITORIAL if address not in listings]
    assert opened(client, COMMON, home) == COMMON
    assert set(opened(client, addresses, home)) <= {
        "/admin/reports/aging-pages/",
        "/admin/reports/locked/",
        "/admin/reports/page-types-usage/",
    }
    assert opened(client, OPERATING, home) == []


def test_members_cannot_open_the_admin(client, home, subtests):
    client.force_login(MemberFactory())
    for address in (*COMMON, *EDITORIAL, *OPERATING):
        with subtests.test(address=address):
            assert client.get(address.format(home=home.pk)).status_code == 403


def test_anonymous_users_are_redirected_to_login(client, home, subtests):
    for address in ("/admin/", "/admin/pages/", "/admin/users/"):
        with subtests.test(address=address):
            assert client.get(address).headers["Location"] == f"/account/login/?next={address}"


def test_superusers_can_open_everything(client, home):
    client.force_login(SuperuserFactory())
    addresses = COMMON + EDITORIAL + OPERATING
    assert opened(client, addresses, home) == addresses


@pytest.mark.parametrize("group", ["Membership team", "Moderators"])
def test_other_staff_cannot_see_or_change_email_templates(client, home, group):
    mails = f"/admin/settings/mailqueue/emailtemplatesettings/{EmailTemplateSettings.load().pk}/"
    signed_in(client, group)
    for address in (mails, f"{mails}preview/"):
        assert "account has been made" not in client.get(address, follow=True).content.decode()
    client.post(
        mails,
        model_to_dict(EmailTemplateSettings(), exclude=["id"]) | {"password_reset_subject": "Ha"},
    )
    assert EmailTemplateSettings.load().password_reset_subject == "Choose a new password"


@pytest.mark.parametrize("group", ["Membership team", "Moderators"])
def test_reports_hide_pages_from_staff_without_permission(client, home, group):
    home.locked = True
    home.save()
    signed_in(client, group)
    for report in ("aging-pages", "locked", "page-types-usage", "site-history"):
        page = client.get(f"/admin/reports/{report}/", follow=True).content.decode()
        assert f"/admin/pages/{home.pk}/" not in page


def test_site_history_hides_accounts_from_editors(client, home):
    user = UserFactory(first_name="Unseen", last_name="Person")
    ModelLogEntry.objects.log_action(user, "wagtail.edit")
    page = signed_in(client, "Editors").get("/admin/reports/site-history/", follow=True)
    assert "Unseen Person" not in page.content.decode()


def test_menu_hides_editorial_items_from_moderators(client, home):
    page = signed_in(client, "Moderators").get("/admin/").content.decode()
    for address in ("/admin/images/", "/admin/documents/", "/admin/users/", "/admin/settings/"):
        assert address not in page


def test_editor_publishes_a_page(client, home):
    signed_in(client, "Editors")
    form: dict[str, Any] = {"title": "About", "slug": "about", "body-count": "0"}
    form["introduction"] = (
        '{"blocks": [{"key": "a", "text": "Hello.", "type": "unstyled"}], "entityMap": {}}'
    )
    form["action-publish"] = "publish"
    response = client.post(f"/admin/pages/add/home/standardpage/{home.pk}/", form)
    assert response.status_code == 302
    assert Page.objects.get(slug="about").live


def test_editor_restricts_a_section_to_members(client, home):
    signed_in(client, "Editors")
    members = Group.objects.get(name="Members")
    form = {"restriction_type": "groups", "groups": [members.pk]}
    response = client.post(f"/admin/pages/{home.pk}/privacy/", form)
    assert response.status_code == 200
    assert list(home.get_view_restrictions().get().groups.all()) == [members]


@pytest.mark.parametrize("group", ["Membership team", "Moderators"])
def test_other_staff_cannot_change_pages_or_images(client, home, group):
    image = ImageFactory()
    signed_in(client, group)
    client.post(f"/admin/pages/{home.pk}/unpublish/")
    client.post(f"/admin/pages/{home.pk}/delete/")
    client.post(f"/admin/images/{image.pk}/delete/")
    home.refresh_from_db()
    image.refresh_from_db()
    assert home.live


def test_group_permissions_refer_to_existing_models():
    named = Permission.objects.filter(group__isnull=False).exclude(codename="access_admin")
    assert named.exists()
    assert [str(it) for it in named if it.content_type.model_class() is None] == []


def test_only_editors_have_page_and_collection_permissions():
    for kind in (GroupPagePermission, GroupCollectionPermission):
        assert set(kind.objects.values_list("group__name", flat=True)) == {"Editors"}
    assert set(GroupPagePermission.objects.values_list("page__depth", flat=True)) == {1}


def test_only_staff_groups_can_access_admin():
    entering = Group.objects.filter(permissions__codename="access_admin")
    assert set(entering.values_list("name", flat=True)) == {
        "Editors",
        "Membership team",
        "Moderators",
    }
    assert not Group.objects.get(name="Members").permissions.exists()


def test_no_workflow_gives_moderators_access_to_pages():
    assert not WorkflowPage.objects.exists()
    assert not Workflow.objects.filter(active=True).exists()


def migrate_again() -> None:
    call_command("migrate", verbosity=0)


def get_rights(name: str) -> tuple[set[str], int, int]:
    """Permissions of the group *name*, and its number of page and collection permissions."""
    group = Group.objects.get(name=name)
    codenames = set(group.permissions.values_list("codename", flat=True))
    return codenames, group.page_permissions.count(), group.collection_permissions.count()


@pytest.mark.database
def test_migrate_does_not_restore_removed_permissions():
    editors = Group.objects.get(name="Editors")
    editors.permissions.remove(Permission.objects.get(codename="change_navigationsettings"))
    editors.page_permissions.filter(permission__codename="publish_page").delete()
    editors.collection_permissions.all().delete()
    before = get_rights("Editors")
    migrate_again()
    assert get_rights("Editors") == before


@pytest.mark.database
def test_migrate_does_not_remove_added_permissions():
    moderators = Group.objects.get(name="Moderators")
    moderators.permissions.add(Permission.objects.get(codename="add_topic"))
    migrate_again()
    assert get_rights("Moderators") == ({"access_admin", "add_topic"}, 0, 0)


@pytest.mark.database
@pytest.mark.parametrize("name", ["Editors", "Membership team", "Moderators", "Members"])
def test_migrate_creates_a_missing_group_and_changes_no_other(name):
    others = {it.name: get_rights(it.name) for it in Group.objects.exclude(name=name)}
    missing = get_rights(name)
    Group.objects.get(name=name).delete()
    migrate_again()
    assert get_rights(name) == missing
    assert {it.name: get_rights(it.name) for it in Group.objects.exclude(name=name)} == others


@pytest.mark.database
def test_new_site_adapts_wagtails_groups():
    names = ["Editors", "Members", "Membership team", "Moderators"]
    assert list(Group.objects.order_by("name").values_list("name", flat=True)) == names
    assert "approve_page" not in get_rights("Moderators")[0]
    assert get_rights("Moderators")[1:] == (0, 0)


def test_groups_wait_until_all_apps_are_migrated():
    Group.objects.all().delete()
    states = SimpleNamespace(get_models=lambda: [Group, Permission, Page])
    create_groups(using="default", apps=states)
    assert not Group.objects.exists()
