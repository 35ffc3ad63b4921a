"""The membership team's pages of the admin, and people who may open some of them."""

from datetime import timedelta
from typing import Any

import time_machine
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.test import Client
from django.utils import timezone

from membership import actions
from membership.models import Application
from membership.team.applications.permissions import PERMISSIONS
from privacy.models import AccessLog
from tests.factories import SuperuserFactory, UserFactory
from users.models import MEMBERSHIP_TEAM_GROUP

LIST, SEARCH, EXPORT = (f"/admin/applications/{path}" for path in ("", "search/", "export/"))
DECLINE_TEXT = "We cannot be what you need,\n\nand wish you well & <b>good</b> luck."
# What is written for each decision.
ACTION_DATA = {
    "approve": {"reason": ""},
    "decline": {"reason": "Works elsewhere", "text": DECLINE_TEXT},
    "ask": {"text": "In which field do you work?"},
}
EXPORT_DATA = {"format": "csv", "reason": "For the meeting of the team"}


def get_inspect_url(application: Application) -> str:
    return f"{LIST}inspect/{application.pk}/"


def get_action_url(action: str, application: Application) -> str:
    """The URL of *action*, such as "recuse"."""
    return f"{LIST}{action}/{application.pk}/"


def submit(browser: Client, what: str, application: Application, /, **sent: Any) -> str:
    """Press the last button of the page of *what*. The page that follows."""
    pressed = {"step": "send", **ACTION_DATA.get(what, {}), **sent}
    answer = browser.post(get_action_url(what, application), pressed, follow=True)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def travel_minutes(minutes: int) -> Any:
    """The time that it will be in so many minutes, standing still."""
    return time_machine.travel(timezone.now() + timedelta(minutes=minutes), tick=False)


def finalise() -> int:
    """What the site does each minute. How many mails have left by then."""
    actions.finalise_decisions()
    return len(mail.outbox)


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


def user_with_permissions(*permissions: str) -> Any:
    """Somebody of the membership team, to which these rights are left, and no other."""
    group = Group.objects.get(name=MEMBERSHIP_TEAM_GROUP)
    group.permissions.set(Permission.objects.filter(codename__in=("access_admin", *permissions)))
    return UserFactory(groups=[group.name])


def people_outside_the_team() -> list[Any]:
    """Staff with every right about applications and members that the admin could give them."""
    permissions = Permission.objects.filter(content_type__app_label="membership")
    group = Group.objects.create(name="Helpers")
    group.permissions.set([*permissions, Permission.objects.get(codename="access_admin")])
    with_direct_permissions = UserFactory(groups=["Moderators"])
    with_direct_permissions.user_permissions.set(permissions)
    in_group = UserFactory(groups=[group.name])
    return [
        SuperuserFactory(),
        SuperuserFactory(groups=[group.name]),
        in_group,
        with_direct_permissions,
    ]


def user_without_permission(permission: str) -> Any:
    """Somebody with the rights of the team, but one."""
    return user_with_permissions(*(name for name in PERMISSIONS if name != permission))


def get_access_log() -> list[tuple[str, str]]:
    """What was noted so far: what was done, and with which references."""
    return list(AccessLog.objects.order_by("pk").values_list("action", "references"))
