"""Signal receivers: store consent texts, clean up after erasure, announce team changes."""

from typing import Any

from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published

from core.models import NavigationSettings
from membership.actions import (
    TeamChange,
    announce_team_change,
    announce_team_users,
    record_guidelines_text,
    record_membership_consent_text,
)
from membership.models import Application, ConsentText, JoinPage, Member, MemberTextSettings
from privacy.database_cleanup import remove_deleted_content
from scheduler.jobs import make_due
from users.models import MEMBERSHIP_TEAM_GROUP, User
from users.signals import account_changed


@receiver(page_published, sender=JoinPage)
def store_application_consent_text(instance: JoinPage, **kwargs: Any) -> None:
    """Store every published version, so that applicants can be shown what they agreed to."""
    ConsentText.objects.get_or_create_version(
        ConsentText.ConsentType.APPLICATION, instance.consent_text
    )


@receiver(post_save, sender=MemberTextSettings)
def store_membership_consent_text(
    instance: MemberTextSettings, raw: bool = False, **kwargs: Any
) -> None:
    """Store a changed text as a new version, which members are then asked to agree to."""
    if not raw:
        record_membership_consent_text(instance)


@receiver(page_published)
def store_published_guidelines(instance: Page, **kwargs: Any) -> None:
    """Store the text of the guidelines when their page is published."""
    if NavigationSettings.objects.filter(guidelines_page=instance.pk).exists():
        record_guidelines_text()


@receiver(post_save, sender=NavigationSettings)
def store_selected_guidelines(
    instance: NavigationSettings, raw: bool = False, **kwargs: Any
) -> None:
    """Store the text of the guidelines when another page may have been selected."""
    if not raw and instance.guidelines_page_id:
        record_guidelines_text()


@receiver(post_delete, sender=Application)
@receiver(post_delete, sender=Member)
def schedule_content_removal(sender: type, **kwargs: Any) -> None:
    """Schedule remove_deleted_content, which removes deleted rows from the database files."""
    make_due(remove_deleted_content)


@receiver(m2m_changed, sender=User.groups.through)
def announce_new_team_users(
    instance: User | Group, action: str, reverse: bool, pk_set: set[int] | None, **kwargs: Any
) -> None:
    """Email the team about new users in its group, whether added in the admin or by a command."""
    if action != "post_add" or not pk_set:
        return
    team = Group.objects.filter(name=MEMBERSHIP_TEAM_GROUP)
    if reverse and team.filter(pk=instance.pk).exists():
        announce_team_users(users=User.objects.filter(pk__in=pk_set))
    elif isinstance(instance, User) and team.filter(pk__in=pk_set).exists():
        announce_team_users(users=[instance])


@receiver(m2m_changed, sender=User.groups.through)
def announce_removed_team_users(
    instance: User | Group, action: str, reverse: bool, pk_set: set[int] | None, **kwargs: Any
) -> None:
    """Email the team about users removed from its group.

    Uses the "pre" actions: afterwards the database does not show who was in the group.
    """
    if action not in {"pre_remove", "pre_clear"}:
        return
    memberships = User.groups.through.objects.filter(group__name=MEMBERSHIP_TEAM_GROUP)
    own, other = ("group", "user") if reverse else ("user", "group")
    memberships = memberships.filter(**{own: instance.pk})
    if action == "pre_remove":
        memberships = memberships.filter(**{f"{other}__in": pk_set})
    users = User.objects.filter(pk__in=memberships.values("user"))
    announce_team_change(users=users, change=TeamChange.LEFT)


@receiver(pre_delete, sender=User)
def announce_deleted_team_user(instance: User, **kwargs: Any) -> None:
    """Email the team when an account of it is deleted, which sends no m2m_changed signal."""
    announce_team_change(users=_in_team(instance), change=TeamChange.LEFT)


@receiver(pre_save, sender=User)
def announce_deactivated_team_user(
    instance: User, update_fields: frozenset[str] | None, raw: bool = False, **kwargs: Any
) -> None:
    """Email the team when one of its accounts is deactivated or reactivated.

    Bulk actions send no signal: see `announce_active_state_in_bulk` in wagtail_hooks.
    """
    if raw or (update_fields is not None and "is_active" not in update_fields):
        return
    users = _in_team(instance).exclude(is_active=instance.is_active)
    change = TeamChange.REACTIVATED if instance.is_active else TeamChange.DEACTIVATED
    announce_team_change(users=users, change=change)


@receiver(account_changed)
def announce_changed_team_account(user: User, **kwargs: Any) -> None:
    """Email the team: someone else could now log in to the account and read applications."""
    announce_team_change(users=_in_team(user), change=TeamChange.ACCOUNT)


def _in_team(user: User) -> QuerySet[User]:
    """A queryset with *user* as stored, if they are in the team's group; otherwise empty."""
    return User.objects.filter(pk=user.pk, groups__name=MEMBERSHIP_TEAM_GROUP)
