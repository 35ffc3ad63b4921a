"""What the membership team may do with members: three rights, each given by itself."""

from typing import Any

from membership.models import Member, get_team_permissions

LIST, INSPECT, MANAGE = RIGHTS = ("list_member", "inspect_member", "manage_member")


def may_list(user: Any) -> bool:
    return _may(user, LIST)


def may_inspect(user: Any) -> bool:
    return _may(user, INSPECT)


def may_manage(user: Any) -> bool:
    """Managing brings no reading along, and nobody acts on whom they may not open."""
    return _may(user, MANAGE) and may_inspect(user)


def may_manage_this(user: Any, member: Member) -> bool:
    """Nobody acts on their own membership: a colleague does."""
    return may_manage(user) and member.user_id != user.pk


def _may(user: Any, right: str) -> bool:
    return right in get_team_permissions(user)
