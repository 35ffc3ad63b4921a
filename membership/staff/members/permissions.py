"""Permissions of the membership team on members. None implies another."""

from typing import Any

from membership.models import Member, get_team_permissions

LIST, INSPECT, MANAGE = PERMISSIONS = ("list_member", "inspect_member", "manage_member")


def can_list(user: Any) -> bool:
    return _has_permission(user, LIST)


def can_inspect(user: Any) -> bool:
    return _has_permission(user, INSPECT)


def can_manage(user: Any) -> bool:
    """Whether *user* can manage and inspect: nobody manages members they cannot open."""
    return _has_permission(user, MANAGE) and can_inspect(user)


def can_manage_member(user: Any, member: Member) -> bool:
    """Whether *user* can manage *member*. Nobody manages their own membership."""
    return can_manage(user) and member.user_id != user.pk


def _has_permission(user: Any, permission: str) -> bool:
    return permission in get_team_permissions(user)
