"""Users, pending changes of accounts, and texts of the account pages.

The rest of users and all layers above import them from here.
"""

from users.models.changes import AccountRecovery, EmailChange
from users.models.text_settings import AccountTextSettings, MfaTextSettings
from users.models.user import (
    MEMBERS_GROUP,
    MEMBERSHIP_TEAM_GROUP,
    STAFF_GROUPS,
    User,
    UserManager,
    UserQuerySet,
)

__all__ = [
    "MEMBERSHIP_TEAM_GROUP",
    "MEMBERS_GROUP",
    "STAFF_GROUPS",
    "AccountRecovery",
    "AccountTextSettings",
    "EmailChange",
    "MfaTextSettings",
    "User",
    "UserManager",
    "UserQuerySet",
]
