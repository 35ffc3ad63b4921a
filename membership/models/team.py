"""The membership team: who is in it, and what it may do."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import QuerySet

from core.caching import cached_for_request
from users.models import MEMBERSHIP_TEAM_GROUP, User


def get_team_users() -> QuerySet[User]:
    """Everybody in the team who can sign in."""
    return get_user_model().objects.filter(groups__name=MEMBERSHIP_TEAM_GROUP, is_active=True)


def get_team_permissions(user: Any) -> frozenset[str]:
    """Code names of what *user* may do with applications and members, by being in the team.

    Only the permissions of the team's own group count. Django grants superusers every permission,
    and under Settings any permission could be given to another group.
    """
    if not user.is_active:
        return frozenset()
    permissions = Permission.objects.filter(
        group__name=MEMBERSHIP_TEAM_GROUP, group__user=user, content_type__app_label="membership"
    )
    codenames = permissions.values_list("codename", flat=True)
    return cached_for_request(("team permissions", user.pk), lambda: frozenset(codenames))
