"""Helpers for the team's admin pages, and users with some of their permissions."""

from datetime import timedelta
from typing import Any

import time_machine
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.test import Client
from django.utils import timezone

from membership import actions
from membership.models import Application
from membership.staff.permissions import APPLICATION_PERMISSIONS
from privacy.models import AccessLog
from tests.factories import SuperuserFactory, UserFactory
from users.models import MEMBERSHIP_TEAM_GROUP

LIST, SEARCH, EXPORT = (f"/admin/applications/{path}" for path in ("", "search/", "export/"))
DECLINE_TEXT = "We cannot be what you need,\n\nand wish you well & <b>good</b> luck."
# The form data for each decision.
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
    """Submit the last form of the action *what*. Returns the next page."""
    pressed = {"step": "send", **ACTION_DATA.get(what, {}), **sent}
    answer = browser.post(get_action_url(what, application), pressed, follow=True)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def travel_minutes(minutes: int) -> Any:
    """Freeze the time *minutes* from now."""
    return time_machine.travel(timezone.now() + timedelta(minutes=minutes), tick=False)


def finalise() -> int:
    """Run the job that makes decisions final. Returns the number of emails sent so far."""
    actions.finalise_decisions()
    return len(mail.outbox)


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


def user_with_permissions(*permissions: str) -> Any:
    """A user of the membership team, which keeps only these permissions."""
    group = Group.objects.get(name=MEMBERSHIP_TEAM_GROUP)
    group.permissions.set(Permission.objects.filter(codename__in=("access_admin", *permissions)))
    return UserFactory(groups=[group.name])


def people_outside_the_team() -> list[Any]:
    """Staff with every permission on applications and members that the admin can grant."""
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
    """A user with the permissions of the team except one."""
    return user_with_permissions(*(name for name in APPLICATION_PERMISSIONS if name != permission))


def get_access_log() -> list[tuple[str, str]]:
    """All entries of the access log: action and references."""
    return list(AccessLog.objects.order_by("pk").values_list("action", "references"))
