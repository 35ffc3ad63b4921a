"""The pages of the admin about members, and people who may open some of them."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.test import Client

from membership.models import Member
from membership.team.members.permissions import PERMISSIONS
from tests.factories import MemberFactory, UserFactory
from users.models import MEMBERSHIP_TEAM_GROUP

LIST, SEARCH = "/admin/members/", "/admin/members/search/"
ACTIONS = ("suspend", "reinstate", "end", "cancel-ending", "recover-account")


def make_alder() -> Member:
    """A member with a name and an address that nobody reads who has not asked for them."""
    user = MemberFactory(email="zebedee@example.org", pseudonym="Alder")
    member = Member.objects.get(user=user)
    member.real_name, member.profession = "Zebedee Quince", "Nursing"
    member.save()
    return member


def get_action_url(action: str, member: Member) -> str:
    return f"{LIST}{action}/{member.pk}/"


def read(browser: Client, path: str = LIST) -> str:
    """The page, its white space made single spaces."""
    response = browser.get(path)
    assert response.status_code == 200, path
    return " ".join(response.content.decode().split())


def search(browser: Client, query: str) -> str:
    """The page that answers a search for *query*."""
    response = browser.post(SEARCH, {"query": query})
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def submit(browser: Client, action: str, member: Member, **sent: Any) -> str:
    """What stands on the page of the member after the act."""
    response = browser.post(get_action_url(action, member), sent, follow=True)
    assert response.redirect_chain == [(get_action_url("inspect", member), 303)]
    return " ".join(response.content.decode().split())


def user_with_permissions(*permissions: str) -> Any:
    """Somebody of the membership team, to which these rights about members are left."""
    group = Group.objects.get(name=MEMBERSHIP_TEAM_GROUP)
    group.permissions.set(Permission.objects.filter(codename__in=("access_admin", *permissions)))
    return UserFactory(groups=[group.name])


def user_without_permission(permission: str) -> Any:
    """Somebody with the rights about members, but one."""
    return user_with_permissions(*(name for name in PERMISSIONS if name != permission))
