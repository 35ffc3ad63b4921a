"""Who can sign in. Being a user says nothing about health: that is what Member will keep apart."""

import secrets
from typing import Any, ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone

# No vowels and no look-alikes: a reference can be read out over the telephone and spells no word.
REFERENCE_ALPHABET = "23456789BCDFGHJKMNPQRSTVWXZ"
MEMBERS_GROUP = "Members"
MEMBERSHIP_TEAM_GROUP = "Membership team"
STAFF_GROUPS = ("Editors", MEMBERSHIP_TEAM_GROUP, "Moderators")


def make_reference() -> str:
    """A random reference of eight characters, such as "7KQ2-WX9B"."""
    return number_to_reference(secrets.randbits(64))


def number_to_reference(number: int) -> str:
    """The reference that *number* stands for; different numbers may have the same."""
    characters = ""
    for _ in range(8):
        number, index = divmod(number, len(REFERENCE_ALPHABET))
        characters += REFERENCE_ALPHABET[index]
    return f"{characters[:4]}-{characters[4:]}"


class UserQuerySet(models.QuerySet["User"]):
    def active_with_email(self, email: str) -> "UserQuerySet":
        """Whoever may sign in with *email*: one person, or nobody."""
        return self.filter(email=email.strip().lower(), is_active=True)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        """A user who can sign in with *password*, or not at all while it is None."""
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractUser):  # type: ignore[django-manager-missing]
    """A person who can sign in by e-mail address: staff, or a member."""

    username = None  # type: ignore[assignment]
    email = models.EmailField("e-mail address", unique=True)
    reference = models.CharField(max_length=9, unique=True, editable=False, default=make_reference)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()  # type: ignore[misc]

    def __str__(self) -> str:
        # Wagtail copies this into audit labels, delete pages and mails: never the address.
        return self.get_full_name()

    def get_full_name(self) -> str:
        """The name that other staff see. Without one Wagtail would print the address."""
        return super().get_full_name() or self.reference

    def clean(self) -> None:
        super().clean()
        self.email = self.email.lower()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.lower()
        if self.pk and self.last_login and self.is_member:
            self.last_login = _start_of_day(self.last_login)
        super().save(*args, **kwargs)

    @property
    def is_member(self) -> bool:
        """In the Wagtail group Members: the one sign of membership that subjects share."""
        return self.is_active and MEMBERS_GROUP in self.group_names

    @property
    def can_enter_admin(self) -> bool:
        return self.is_active and self.has_perm("wagtailadmin.access_admin")

    @property
    def group_names(self) -> frozenset[str]:
        """Names of the user's groups, read once per instance: a page asks many times."""
        if not hasattr(self, "_group_names"):
            self._group_names = frozenset(self.groups.values_list("name", flat=True))
        return self._group_names

    def clear_group_cache(self) -> None:
        """Read the groups anew when they are asked for: they have changed."""
        self.__dict__.pop("_group_names", None)


def _start_of_day(moment: Any) -> Any:
    """We keep the day on which a member was last here, and no finer than that."""
    return timezone.localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0)
