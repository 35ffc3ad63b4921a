"""Helpers for the members admin, and users with some of its permissions."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.test import Client

from membership.models import Member
from membership.staff.permissions import MEMBER_PERMISSIONS
from tests.factories import MemberFactory, UserFactory
from users.models import MEMBERSHIP_TEAM_GROUP

LIST, SEARCH = "/admin/members/", "/admin/members/search/"
ACTIONS = ("suspend", "reinstate", "end", "cancel-ending", "recover-account")


def make_alder() -> Member:
    """A member with a name and an email address that are only shown on request."""
    user = MemberFactory(email="zebedee@example.org", pseudonym="Alder")
    member = Member.objects.get(user=user)
    member.real_name, member.profession = "Zebedee Quince", "Nursing"
    member.save()
    return member


def get_action_url(action: str, member: Member) -> str:
    return f"{LIST}{action}/{member.pk}/"


def read(browser: Client, path: str = LIST) -> str:
    """The page with collapsed white space."""
    response = browser.get(path)
    assert response.status_code == 200, path
    return " ".join(response.content.decode().split())


def search(browser: Client, query: str) -> str:
    """The results page of a search for *query*."""
    response = browser.post(SEARCH, {"query": query})
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def submit(browser: Client, action: str, member: Member, **sent: Any) -> str:
    """The member's page after the action."""
    response = browser.post(get_action_url(action, member), sent, follow=True)
    assert response.redirect_chain == [(get_action_url("inspect", member), 303)]
    return " ".join(response.content.decode().split())


def user_with_permissions(*permissions: str) -> Any:
    """A user of the membership team, which keeps only these permissions on members."""
    group = Group.objects.get(name=MEMBERSHIP_TEAM_GROUP)
    group.permissions.set(Permission.objects.filter(codename__in=("access_admin", *permissions)))
    return UserFactory(groups=[group.name])


def user_without_permission(permission: str) -> Any:
    """A user with all permissions on members except one."""
    return user_with_permissions(*(name for name in MEMBER_PERMISSIONS if name != permission))
