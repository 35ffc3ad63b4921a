"""Join the membership team, and email the team about changes to it."""

from collections.abc import Iterable
from datetime import timedelta

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q, TextChoices
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from mailqueue.templates import send_templated_email
from privacy.models import AccessLog
from users.models import MEMBERSHIP_TEAM_GROUP, User

# Action in Wagtail's audit log.
JOINED_TEAM = "membership.join_team"
# How long former members of the team are still emailed about changes to it.
FORMER_MEMBER_NOTICE_PERIOD = timedelta(days=30)


class TeamChange(TextChoices):
    """Changes of the team: the action in Wagtail's audit log, and the phrase in the email."""

    LEFT = "membership.leave_team", "is no longer in the team"
    DEACTIVATED = "membership.deactivate_in_team", "can no longer sign in"
    REACTIVATED = "membership.reactivate_in_team", "can sign in again"
    ACCOUNT = "membership.change_account_in_team", "has a new email address or password"


@transaction.atomic
def join_membership_team(*, user: User, reason: str) -> bool:
    """Add *user* to the team's group, and log *reason*. False if they are in it already.

    The team is emailed by `announce_team_users`, as for every user who is added to the group.
    """
    # Locked, so that a form submitted twice joins once.
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
    user.clear_group_cache()
    return True


@transaction.atomic
def announce_team_users(*, users: Iterable[User]) -> None:
    """Log that *users* have joined the team, and email everyone else in it."""
    new_users = list(users)
    emails = _team_emails_without(new_users)
    for user in new_users:
        log(user, JOINED_TEAM)
        for email in emails:
            send_templated_email(
                name="team_joined", to=email, link=reverse("membership_team"), person=str(user)
            )


@transaction.atomic
def announce_team_change(*, users: Iterable[User], change: TeamChange) -> None:
    """Log *change* of *users*, and email everyone else in the team and *users* themselves.

    After TeamChange.ACCOUNT *users* are not emailed: the address may be the changed one.
    """
    changed = list(users)
    emails = _team_emails_without(changed)
    for user in changed:
        entry = log(user, change.value)
        own = [] if change == TeamChange.ACCOUNT else [user.email]
        for email in [*emails, *own]:
            send_templated_email(
                name="team_changed",
                to=email,
                link=reverse("membership_team"),
                person=str(user),
                change=change.label,
                by=str(entry.user) if entry.user else "a command",
            )


def _team_emails_without(users: list[User]) -> list[str]:
    """Email addresses of the team except *users*, including former and deactivated members.

    Otherwise an administrator could deactivate the team, or remove it from its group, and then
    join it unnoticed. Former members count for FORMER_MEMBER_NOTICE_PERIOD.
    """
    left = ModelLogEntry.objects.get_for_model(User).filter(
        action=TeamChange.LEFT, timestamp__gte=timezone.now() - FORMER_MEMBER_NOTICE_PERIOD
    )
    left_ids = [int(pk) for pk in left.values_list("object_id", flat=True)]
    team = User.objects.filter(Q(groups__name=MEMBERSHIP_TEAM_GROUP) | Q(pk__in=left_ids))
    others = team.exclude(pk__in=[user.pk for user in users])
    return list(others.distinct().values_list("email", flat=True))
