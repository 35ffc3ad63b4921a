"""What the membership team may do with applications: four rights, each given by itself."""

from typing import Any

from membership.models import get_team_permissions

LIST, INSPECT, EXPORT, DECIDE = RIGHTS = (
    "list_application",
    "inspect_application",
    "export_application",
    "decide_application",
)


def may(user: Any, right: str) -> bool:
    """Whether *user* has *right*, one of RIGHTS. None of them brings another one along."""
    return right in get_team_permissions(user)


def may_list(user: Any) -> bool:
    return may(user, LIST)


def may_inspect(user: Any) -> bool:
    return may(user, INSPECT)


def may_export(user: Any) -> bool:
    return may(user, EXPORT)


def may_act(user: Any) -> bool:
    """Deciding brings no reading along, and nobody decides about what they may not read."""
    return may(user, DECIDE) and may_inspect(user)


def may_enter(user: Any) -> bool:
    """Whoever enters what came on paper looks after the list; reading is no part of it."""
    return may(user, DECIDE) and may_list(user)
