"""The membership team's pages of the admin, and people who may open some of them."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.test import Client

from core.models import AccessLog
from membership.models import Application
from membership.rights import RIGHTS
from tests.factories import UserFactory

LIST, SEARCH, EXPORT = (f"/admin/applications/{path}" for path in ("", "search/", "export/"))
WHY = {"format": "csv", "reason": "For the meeting of the team"}


def inspect(application: Application) -> str:
    return f"{LIST}inspect/{application.pk}/"


def read(browser: Client, path: str = LIST) -> str:
    """The page, its white space made single spaces."""
    response = browser.get(path)
    assert response.status_code == 200, path
    return " ".join(response.content.decode().split())


def found(browser: Client, words: str) -> str:
    """The page that answers a search for *words*."""
    response = browser.post(SEARCH, {"words": words})
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def with_rights(*rights: str) -> Any:
    """Somebody of the staff with these rights, and no other."""
    group = Group.objects.create(name=f"With {' and '.join(rights)}")
    group.permissions.add(
        Permission.objects.get(codename="access_admin"),
        *Permission.objects.filter(codename__in=rights),
    )
    return UserFactory(groups=[group.name])


def lacking(right: str) -> Any:
    """Somebody with the rights of the team, but one."""
    return with_rights(*(name for name in RIGHTS if name != right))


def noted() -> list[tuple[str, str]]:
    """What was noted so far: what was done, and with which references."""
    return list(AccessLog.objects.order_by("pk").values_list("action", "references"))
