"""The membership team: its users, and their permissions."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import QuerySet

from core.caching import cached_for_request
from users.models import MEMBERSHIP_TEAM_GROUP, User


def get_team_users() -> QuerySet[User]:
    """Active users in the team's group."""
    return get_user_model().objects.filter(groups__name=MEMBERSHIP_TEAM_GROUP, is_active=True)


def get_team_permissions(user: Any) -> frozenset[str]:
    """Codenames of the permissions on applications and members that *user* has.

    Only the permissions of the team's own group count. Django grants superusers every permission,
    and in the admin any permission could be given to another group.
    """
    if not user.is_active:
        return frozenset()
    permissions = Permission.objects.filter(
        group__name=MEMBERSHIP_TEAM_GROUP, group__user=user, content_type__app_label="membership"
    )
    codenames = permissions.values_list("codename", flat=True)
    return cached_for_request(("team permissions", user.pk), lambda: frozenset(codenames))
