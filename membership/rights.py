"""What the membership team may do with applications: three rights, each given by itself."""

from typing import Any

LIST, INSPECT, EXPORT = RIGHTS = ("list_application", "inspect_application", "export_application")


def may(user: Any, right: str) -> bool:
    """Whether *user* has *right*, one of RIGHTS. None of them brings another one along."""
    return bool(user.has_perm(f"membership.{right}"))


def may_list(user: Any) -> bool:
    return may(user, LIST)


def may_inspect(user: Any) -> bool:
    return may(user, INSPECT)


def may_export(user: Any) -> bool:
    return may(user, EXPORT)
