"""Who can sign in to the demo site. One password for all of them."""

import secrets

from django.conf import settings
from django.contrib.auth.models import Group

from users.models import MEMBERS_GROUP, User

ACCOUNTS = {
    "admin@example.org": (),
    "editor@example.org": ("Editors",),
    "membership@example.org": ("Membership team",),
    "moderator@example.org": ("Moderators",),
    "member@example.org": (MEMBERS_GROUP,),
    "member2@example.org": (MEMBERS_GROUP,),
}


def make_accounts() -> str:
    """Make the accounts; returns their password (DEMO_PASSWORD, or a random one)."""
    password = settings.DEMO_PASSWORD or secrets.token_urlsafe(9)
    for email, groups in ACCOUNTS.items():
        operates = not groups
        user = User.objects.create_user(
            email, password, is_superuser=operates, is_staff=operates
        )
        user.groups.set(Group.objects.filter(name__in=groups))
    return password
