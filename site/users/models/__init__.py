"""Users, pending changes of accounts, and texts of the account pages."""

from users.models.changes import AccountRecovery, EmailChange
from users.models.text_settings import AccountTextSettings, MfaTextSettings
from users.models.user import (
    MEMBERS_GROUP,
    MEMBERSHIP_TEAM_GROUP,
    REFERENCE_ALPHABET,
    STAFF_GROUPS,
    User,
    UserManager,
    UserQuerySet,
    make_reference,
    number_to_reference,
)

__all__ = [
    "MEMBERSHIP_TEAM_GROUP",
    "MEMBERS_GROUP",
    "REFERENCE_ALPHABET",
    "STAFF_GROUPS",
    "AccountRecovery",
    "AccountTextSettings",
    "EmailChange",
    "MfaTextSettings",
    "User",
    "UserManager",
    "UserQuerySet",
    "make_reference",
    "number_to_reference",
]
