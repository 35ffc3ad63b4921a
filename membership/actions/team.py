"""Joining the membership team."""

from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.db import transaction
from django.urls import reverse
from wagtail.log_actions import log

from core.models import AccessLog
from membership.models import get_team_users
from users.letters import send_letter
from users.models import MEMBERSHIP_TEAM_GROUP, User

# How Wagtail's log calls it.
JOINED_TEAM = "membership.join_team"


@transaction.atomic
def join_membership_team(*, user: User, reason: str) -> bool:
    """Put *user* into the team, and log why. False, and nothing done, if they are in it already.

    The team is told by `announce_team_users`, as it is of everybody who comes into its group.
    """
    # Locked: a button that is pressed twice joins once.
    User.objects.select_for_update().get(pk=user.pk)
    group = Group.objects.get(name=MEMBERSHIP_TEAM_GROUP)
    if user.groups.filter(pk=group.pk).exists():
        return False
    AccessLog.objects.record(
        user=user,
        action=AccessLog.Action.JOINED_TEAM,
        kind="account",
        references=[user.reference],
        reason=reason,
    )
    user.groups.add(group)
    user.forget_groups()
    return True


@transaction.atomic
def announce_team_users(*, users: Iterable[User]) -> None:
    """Log that *users* are in the team now, and email everybody else in it."""
    arrived = list(users)
    others = get_team_users().exclude(pk__in=[user.pk for user in arrived])
    emails = list(others.values_list("email", flat=True))
    for user in arrived:
        log(user, JOINED_TEAM)
        for email in emails:
            send_letter(
                name="team_joined", to=email, link=reverse("membership_team"), person=str(user)
            )
