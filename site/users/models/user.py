"""The user model. It stores no health data; see membership.models.application for that."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone

from formats.references import make_reference

MEMBERS_GROUP = "Members"
MEMBERSHIP_TEAM_GROUP = "Membership team"
STAFF_GROUPS = ("Editors", MEMBERSHIP_TEAM_GROUP, "Moderators")


class UserQuerySet(models.QuerySet["User"]):
    def active_with_email(self, email: str) -> "UserQuerySet":
        """The active user with *email*, if there is one."""
        return self.filter(email=email.strip().lower(), is_active=True)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        """Create a user; without *password* they cannot log in yet."""
        if not email:
            raise ValueError("A user must have an email address.")
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractUser):  # type: ignore[django-manager-missing]
    """A user who logs in by email: staff, or a member."""

    username = None  # type: ignore[assignment]
    email = models.EmailField("email address", unique=True)
    reference = models.CharField(max_length=9, unique=True, editable=False, default=make_reference)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()  # type: ignore[misc]

    def __str__(self) -> str:
        # Wagtail shows this in logs, delete pages and emails, so it is never the email address.
        return self.get_full_name()

    def get_full_name(self) -> str:
        """The name or, without one, the reference: Wagtail would show the email address instead."""
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
        """Whether the user is active and in the group Members."""
        return self.is_active and MEMBERS_GROUP in self.group_names

    @property
    def can_enter_admin(self) -> bool:
        return self.is_active and self.has_perm("wagtailadmin.access_admin")

    @property
    def group_names(self) -> frozenset[str]:
        """Names of the user's groups, cached on the instance."""
        if not hasattr(self, "_group_names"):
            self._group_names = frozenset(self.groups.values_list("name", flat=True))
        return self._group_names

    def clear_group_cache(self) -> None:
        """Clear the cached group names after a change."""
        self.__dict__.pop("_group_names", None)


def _start_of_day(moment: Any) -> Any:
    """The start of the day of *moment*: for members we store the day of the last login only."""
    return timezone.localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0)
