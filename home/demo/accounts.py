"""Accounts of the demo site, all with the same password."""

import secrets

from django.conf import settings
from django.contrib.auth.models import Group

from users.models import MEMBERS_GROUP, User

# Email -> name shown to other staff, groups. Members have no name here, but a pseudonym
# (home.demo.content.members).
ACCOUNTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "admin@example.org": ("Rowan (operator)", ()),
    "editor@example.org": ("Elm (editor)", ("Editors",)),
    "membership@example.org": ("Hazel (membership)", ("Membership team",)),
    "membership2@example.org": ("Willow (membership)", ("Membership team",)),
    "moderator@example.org": ("Alder (moderator)", ("Moderators",)),
    "member@example.org": ("", (MEMBERS_GROUP,)),
    "member2@example.org": ("", (MEMBERS_GROUP,)),
}


def create_accounts() -> str:
    """Create the accounts. Returns their password: DEMO_PASSWORD or a random one."""
    password = settings.DEMO_PASSWORD or secrets.token_urlsafe(9)
    people: dict[str, list[User]] = {}
    for email, (name, groups) in ACCOUNTS.items():
        is_operator = not groups
        user = User.objects.create_user(
            email, password, first_name=name, is_superuser=is_operator, is_staff=is_operator
        )
        for name in groups:
            people.setdefault(name, []).append(user)
    for group in Group.objects.filter(name__in=people):
        # In one call, so that no team member is notified of the others.
        group.user_set.add(*people[group.name])
    return password
