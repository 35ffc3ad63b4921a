"""Permissions of the membership team. None implies another."""

from typing import Any

from membership.models import Member, get_team_permissions

LIST_APPLICATIONS, INSPECT_APPLICATIONS, EXPORT_APPLICATIONS, DECIDE = APPLICATION_PERMISSIONS = (
    "list_application",
    "inspect_application",
    "export_application",
    "decide_application",
)
LIST_MEMBERS, INSPECT_MEMBERS, MANAGE_MEMBERS = MEMBER_PERMISSIONS = (
    "list_member",
    "inspect_member",
    "manage_member",
)


def can_list_applications(user: Any) -> bool:
    return LIST_APPLICATIONS in get_team_permissions(user)


def can_inspect_applications(user: Any) -> bool:
    return INSPECT_APPLICATIONS in get_team_permissions(user)


def can_export_applications(user: Any) -> bool:
    return EXPORT_APPLICATIONS in get_team_permissions(user)


def can_decide(user: Any) -> bool:
    """Whether *user* can decide and inspect: nobody decides on what they cannot read."""
    return DECIDE in get_team_permissions(user) and can_inspect_applications(user)


def can_record_paper_application(user: Any) -> bool:
    """Whether *user* can decide and list. Inspect is not needed to enter an application."""
    return DECIDE in get_team_permissions(user) and can_list_applications(user)


def can_list_members(user: Any) -> bool:
    return LIST_MEMBERS in get_team_permissions(user)


def can_inspect_members(user: Any) -> bool:
    return INSPECT_MEMBERS in get_team_permissions(user)


def can_manage_members(user: Any) -> bool:
    """Whether *user* can manage and inspect: nobody manages members they cannot open."""
    return MANAGE_MEMBERS in get_team_permissions(user) and can_inspect_members(user)


def can_manage_member(user: Any, member: Member) -> bool:
    """Whether *user* can manage *member*. Nobody manages their own membership."""
    return can_manage_members(user) and member.user_id != user.pk
