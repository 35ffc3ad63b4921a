"""Who can sign in, and what is under way with their accounts."""

from users.models.changes import EmailChange, Rescue
from users.models.user import (
    MEMBERS_GROUP,
    MEMBERSHIP_TEAM_GROUP,
    REFERENCE_ALPHABET,
    STAFF_GROUPS,
    User,
    UserManager,
    UserQuerySet,
    make_reference,
    reference_of,
)

__all__ = [
    "MEMBERSHIP_TEAM_GROUP",
    "MEMBERS_GROUP",
    "REFERENCE_ALPHABET",
    "STAFF_GROUPS",
    "EmailChange",
    "Rescue",
    "User",
    "UserManager",
    "UserQuerySet",
    "make_reference",
    "reference_of",
]
