"""Permissions of the membership team on applications. None implies another."""

from typing import Any

from membership.models import get_team_permissions

LIST, INSPECT, EXPORT, DECIDE = PERMISSIONS = (
    "list_application",
    "inspect_application",
    "export_application",
    "decide_application",
)


def has_team_permission(user: Any, permission: str) -> bool:
    """Whether *user* has *permission*, one of PERMISSIONS. None implies another."""
    return permission in get_team_permissions(user)


def can_list(user: Any) -> bool:
    return has_team_permission(user, LIST)


def can_inspect(user: Any) -> bool:
    return has_team_permission(user, INSPECT)


def can_export(user: Any) -> bool:
    return has_team_permission(user, EXPORT)


def can_decide(user: Any) -> bool:
    """Whether *user* can decide and inspect: nobody decides on what they cannot read."""
    return has_team_permission(user, DECIDE) and can_inspect(user)


def can_record_paper_application(user: Any) -> bool:
    """Whether *user* can decide and list. Inspect is not needed to enter an application."""
    return has_team_permission(user, DECIDE) and can_list(user)
