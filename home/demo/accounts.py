"""Who can sign in to the demo site. One password for all of them."""

import secrets

from django.conf import settings
from django.contrib.auth.models import Group

from users.models import MEMBERS_GROUP, User

# Address -> the name that other staff see, and the groups. Members go without a name here: theirs
# is a pseudonym (home.demo.members).
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
    """Make the accounts; returns their password (DEMO_PASSWORD, or a random one)."""
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
        # All at once: nobody in the team is told of the others.
        group.user_set.add(*people[group.name])
    return password
