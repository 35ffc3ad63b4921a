"""Permissions of the members admin: each permission opens only its pages."""

from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import get_resolver
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import ModelLogEntry

from membership.models import Member
from membership.staff.members.admin import MemberPermissionHelper
from membership.staff.permissions import (
    INSPECT_MEMBERS,
    LIST_MEMBERS,
    MANAGE_MEMBERS,
    MEMBER_PERMISSIONS,
)
from privacy.models import AccessLog
from tests.factories import MemberFactory, SuperuserFactory, UserFactory
from tests.membership.members_admin import (
    ACTIONS,
    LIST,
    SEARCH,
    get_action_url,
    make_alder,
    user_with_permissions,
    user_without_permission,
)
from tests.membership.team import get_access_log, people_outside_the_team

pytestmark = pytest.mark.django_db
NEEDS = {
    "list": {LIST_MEMBERS},
    "search": {LIST_MEMBERS},
    "inspect": {INSPECT_MEMBERS},
    **{action: {MANAGE_MEMBERS, INSPECT_MEMBERS} for action in ACTIONS},
}
# Page, method -> status for users with permission; the last four are not available in this state.
EXPECTED_STATUS = {
    ("list", "get"): 200,
    ("list", "post"): 405,
    ("search", "get"): 302,
    ("search", "post"): 200,
    ("inspect", "get"): 200,
    ("inspect", "post"): 200,
    ("suspend", "get"): 200,
    ("suspend", "post"): 200,
    ("end", "get"): 200,
    ("end", "post"): 200,
    ("recover-account", "get"): 200,
    ("recover-account", "post"): 303,
    ("reinstate", "get"): 303,
    ("reinstate", "post"): 303,
    ("cancel-ending", "get"): 303,
    ("cancel-ending", "post"): 303,
}
REFUSED = {
    "a member": lambda: MemberFactory(),
    "an editor": lambda: UserFactory(groups=["Editors"]),
    "a moderator": lambda: UserFactory(groups=["Moderators"]),
    "a user without permissions": lambda: user_with_permissions(),
}


@pytest.fixture
def alder(home: Any) -> Member:
    return make_alder()


def path_of(page: str, member: Member) -> str:
    return {"list": LIST, "search": SEARCH}.get(page) or get_action_url(page, member)


def ask(browser: Client, page: str, method: str, member: Member) -> Any:
    # An empty form: it is shown again, and nothing is changed.
    sent = {"query": "Alder"} if (page, method) == ("search", "post") else {}
    return getattr(browser, method)(path_of(page, member), sent)


def assert_refused(response: Any) -> None:
    assert response.status_code == 403
    assert "Alder" not in response.content.decode()
    assert response.headers["Cache-Control"] == "private, no-store"


# --- Permissions ----------------------------------------------------------------------------------


def test_pages_refuse_users_without_permission(visit: Any, alder: Member) -> None:
    for make in REFUSED.values():
        browser = visit(make())
        for page, method in EXPECTED_STATUS:
            assert_refused(ask(browser, page, method, alder))
    assert get_access_log() == []


def test_superusers_outside_team_are_refused(visit: Any, alder: Member) -> None:
    for user in people_outside_the_team():
        browser = visit(user)
        for page, method in EXPECTED_STATUS:
            assert_refused(ask(browser, page, method, alder))
        assert LIST not in browser.get("/admin/").content.decode()
    assert get_access_log() == []


def test_pages_allow_team_and_superusers_in_it(visit: Any, alder: Member) -> None:
    for factory in (UserFactory, SuperuserFactory):
        browser = visit(factory(groups=["Membership team"]))
        answers = {
            (page, how): ask(browser, page, how, alder).status_code for page, how in EXPECTED_STATUS
        }
        assert answers == EXPECTED_STATUS


def test_missing_permission_closes_only_its_pages(visit: Any, alder: Member) -> None:
    for right in MEMBER_PERMISSIONS:
        browser = visit(user_without_permission(right))
        for (page, method), status in EXPECTED_STATUS.items():
            response = ask(browser, page, method, alder)
            if right in NEEDS[page]:
                assert_refused(response)
            else:
                assert response.status_code == status, (right, page, method)


def test_permission_opens_only_its_pages(visit: Any, alder: Member) -> None:
    for right in MEMBER_PERMISSIONS:
        browser = visit(user_with_permissions(right))
        for (page, method), status in EXPECTED_STATUS.items():
            response = ask(browser, page, method, alder)
            if NEEDS[page] == {right}:
                assert response.status_code == status, (right, page, method)
            else:
                assert_refused(response)


def test_anonymous_users_are_redirected_to_login(visit: Any, alder: Member) -> None:
    browser = visit(None)
    for page, method in product(NEEDS, ("get", "post", "head")):
        answer = getattr(browser, method)(path_of(page, alder))
        assert answer.headers["Location"].startswith("/account/login/?next=/admin/members/")
    assert get_access_log() == []


def test_post_requires_csrf_token(alder: Member) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(UserFactory(groups=["Membership team"]))
    for page in ("search", "inspect", *ACTIONS):
        assert ask(browser, page, "post", alder).status_code == 403
    assert get_access_log() == []


def test_admin_registers_only_known_urls() -> None:
    names = {str(name) for name in get_resolver().reverse_dict if isinstance(name, str)}
    own = {name for name in names if name.startswith("members_modeladmin_")}
    pages = (
        "index",
        "search",
        "inspect",
        "suspend",
        "reinstate",
        "end",
        "cancel_ending",
        "recover_account",
    )
    assert own == {f"members_modeladmin_{page}" for page in pages}


NO_PAGES = (
    *(f"{LIST}{action}/" for action in ("create", "new", "add", "choose", "export")),
    *(f"{LIST}{action}/{{pk}}/" for action in ("edit", "delete", "history", "usage")),
    "/admin/membership/member/",
    "/admin/snippets/membership/member/",
    "/admin/bulk/membership/member/delete/?id={pk}",
)


def test_no_url_edits_or_chooses_a_member(visit: Any, alder: Member) -> None:
    for person in (SuperuserFactory(), UserFactory(groups=["Membership team"])):
        browser = visit(person)
        for path, method in product(NO_PAGES, (browser.get, browser.post)):
            assert method(path.format(pk=alder.pk)).status_code == 404, path


def test_wagtail_indexes_no_member(alder: Member) -> None:
    alder.save()
    assert AdminURLFinder(SuperuserFactory()).get_edit_url(alder) is None
    assert not ModelLogEntry.objects.exists()


def test_group_form_offers_three_permissions(home: Any, visit: Any) -> None:
    moderators = Group.objects.get(name="Moderators")
    form = visit(SuperuserFactory()).get(f"/admin/groups/edit/{moderators.pk}/").context["form"]
    offered = form.fields["permissions"].queryset.filter(content_type__model="member")
    assert set(offered.values_list("codename", flat=True)) == set(MEMBER_PERMISSIONS)


def test_only_team_group_has_permissions() -> None:
    known = Permission.objects.filter(content_type__model="member")
    assert set(known.values_list("codename", flat=True)) == set(MEMBER_PERMISSIONS)
    holding = Group.objects.filter(permissions__in=known).distinct()
    assert [group.name for group in holding] == ["Membership team"]


def test_permission_helper_matches_permissions(alder: Member) -> None:
    helper = MemberPermissionHelper(Member)
    for left, allowed in ((MEMBER_PERMISSIONS, True), ((), False)):
        person = user_with_permissions(*left)
        assert helper.user_can_list(person) is allowed
        assert helper.user_can_inspect_obj(person, alder) is allowed
        assert not helper.user_can_create(person)
        assert not helper.user_can_edit_obj(person, alder)
        assert not helper.user_can_delete_obj(person, alder)


def test_team_cannot_edit_pages(team: Client, home: Any) -> None:
    for path in (f"/admin/pages/{home.pk}/edit/", f"/admin/pages/{home.pk}/"):
        response = team.get(path, follow=True)
        assert response.status_code == 403 or response.redirect_chain


def test_pages_fail_without_access_log(
    visit: Any, alder: Member, colleague: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise OSError

    monkeypatch.setattr(type(AccessLog.objects.all()), "record", fail)
    browser = visit(colleague)
    for page, method in [("list", "get"), ("inspect", "get"), ("inspect", "post")]:
        response = ask(browser, page, method, alder)
        assert response.status_code == 500
        assert "Alder" not in response.content.decode()
