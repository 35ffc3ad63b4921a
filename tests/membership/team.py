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
KIND = "We cannot be what you need,\n\nand wish you well & <b>good</b> luck."
# What is written for each decision.
WRITTEN = {
    "approve": {"reason": ""},
    "decline": {"reason": "Works elsewhere", "text": KIND},
    "ask": {"text": "In which field do you work?"},
}
WHY = {"format": "csv", "reason": "For the meeting of the team"}


def inspect(application: Application) -> str:
    return f"{LIST}inspect/{application.pk}/"


def page_of(act: str, application: Application) -> str:
    """Where the team does *act*, such as "recuse"."""
    return f"{LIST}{act}/{application.pk}/"


def do(browser: Client, what: str, application: Application, /, **sent: Any) -> str:
    """Press the last button of the page of *what*. The page that follows."""
    pressed = {"step": "send", **WRITTEN.get(what, {}), **sent}
    answer = browser.post(page_of(what, application), pressed, follow=True)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def later(minutes: int) -> Any:
    """The time that it will be in so many minutes, standing still."""
    return time_machine.travel(timezone.now() + timedelta(minutes=minutes), tick=False)


def settle() -> int:
    """What the site does each minute. How many mails have left by then."""
    actions.finalise_decisions()
    return len(mail.outbox)


def read(browser: Client, path: str = LIST) -> str:
    """The page, its white space made single spaces."""
    response = browser.get(path)
    assert response.status_code == 200, path
    return " ".join(response.content.decode().split())


def found(browser: Client, words: str) -> str:
    """The page that answers a search for *words*."""
    response = browser.post(SEARCH, {"query": words})
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def user_with_permissions(*rights: str) -> Any:
    """Somebody of the membership team, to which these rights are left, and no other."""
    group = Group.objects.get(name=MEMBERSHIP_TEAM_GROUP)
    group.permissions.set(Permission.objects.filter(codename__in=("access_admin", *rights)))
    return UserFactory(groups=[group.name])


def people_outside_the_team() -> list[Any]:
    """Staff with every right about applications and members that the admin could give them."""
    rights = Permission.objects.filter(content_type__app_label="membership")
    group = Group.objects.create(name="Helpers")
    group.permissions.set([*rights, Permission.objects.get(codename="access_admin")])
    by_hand = UserFactory(groups=["Moderators"])
    by_hand.user_permissions.set(rights)
    in_group = UserFactory(groups=[group.name])
    return [SuperuserFactory(), SuperuserFactory(groups=[group.name]), in_group, by_hand]


def user_without_permission(right: str) -> Any:
    """Somebody with the rights of the team, but one."""
    return user_with_permissions(*(name for name in PERMISSIONS if name != right))


def noted() -> list[tuple[str, str]]:
    """What was noted so far: what was done, and with which references."""
    return list(AccessLog.objects.order_by("pk").values_list("action", "references"))
