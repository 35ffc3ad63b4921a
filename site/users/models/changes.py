"""Pending email changes and account recoveries."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

# How long the links that confirm a new email address work.
EMAIL_CHANGE_VALIDITY = timedelta(hours=24)
# Email changes that a user can request in a day. Limited, since each sends an email to an
# address that may belong to another person.
MAX_CHANGES_PER_DAY = 3
# How long the owner of an account can cancel a recovery.
RECOVERY_WAITING_PERIOD = timedelta(days=1)


def hash_token(token: str) -> str:
    """The hash of *token* that is stored."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


class EmailChangeQuerySet(models.QuerySet["EmailChange"]):
    def pending(self, now: datetime) -> "EmailChangeQuerySet":
        """Neither confirmed, nor replaced, nor expired."""
        return self.filter(is_closed=False, requested_at__gt=now - EMAIL_CHANGE_VALIDITY)

    def requested_today(self, now: datetime) -> "EmailChangeQuerySet":
        return self.filter(requested_at__gt=now - timedelta(days=1))

    def expired(self, now: datetime) -> "EmailChangeQuerySet":
        """Too old to confirm, and to count for the daily limit."""
        return self.filter(requested_at__lte=now - timedelta(days=1))

    def by_token(self, token: str) -> "EmailChange | None":
        """The change that *token* of one of its two links belongs to, or None."""
        digest = hash_token(token)
        links = models.Q(old_digest=digest) | models.Q(new_digest=digest)
        return self.filter(links).select_related("user").first()


class EmailChange(models.Model):
    """A new email address for an account, applied once both addresses have confirmed."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="email_changes"
    )
    new_email = models.EmailField()
    requested_at = models.DateTimeField(default=timezone.now)
    old_digest = models.CharField(max_length=64, unique=True)
    new_digest = models.CharField(max_length=64, unique=True)
    old_confirmed_at = models.DateTimeField(null=True, blank=True)
    new_confirmed_at = models.DateTimeField(null=True, blank=True)
    is_closed = models.BooleanField(default=False)

    objects = EmailChangeQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("requested_at", "pk")

    def __str__(self) -> str:
        return f"email change for {self.user.reference}"

    @classmethod
    def create_with_tokens(cls, **fields: Any) -> tuple["EmailChange", str, str]:
        """Create a change; return it with the tokens for the old and the new address."""
        old, new = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        digests = {"old_digest": hash_token(old), "new_digest": hash_token(new)}
        return cls.objects.create(**digests, **fields), old, new

    @property
    def is_confirmed(self) -> bool:
        """Whether both addresses have confirmed."""
        return bool(self.old_confirmed_at and self.new_confirmed_at)

    def is_open(self, now: datetime) -> bool:
        return not self.is_closed and now < self.requested_at + EMAIL_CHANGE_VALIDITY

    def get_token_role(self, token: str) -> str:
        """Which address *token* was sent to: "old" or "new"."""
        return "old" if hash_token(token) == self.old_digest else "new"


class AccountRecoveryQuerySet(models.QuerySet["AccountRecovery"]):
    def pending(self) -> "AccountRecoveryQuerySet":
        """Neither cancelled nor completed."""
        return self.filter(cancelled_at=None, completed_at=None)

    def due(self, now: datetime) -> "AccountRecoveryQuerySet":
        """Pending recoveries whose waiting period is over."""
        return self.pending().filter(requested_at__lte=now - RECOVERY_WAITING_PERIOD)

    def by_token(self, token: str) -> "AccountRecovery | None":
        return self.filter(digest=hash_token(token)).select_related("user").first()


class AccountRecovery(models.Model):
    """A reset of password and MFA, started by the team.

    The account's owner can cancel it during RECOVERY_WAITING_PERIOD.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="account_recoveries"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    requested_at = models.DateTimeField(default=timezone.now)
    digest = models.CharField(max_length=64, unique=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)

    objects = AccountRecoveryQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ("requested_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(cancelled_at=None, completed_at=None),
                name="one_open_recovery_per_user",
            ),
        )

    def __str__(self) -> str:
        return f"account recovery for {self.user.reference}"

    @property
    def due_at(self) -> datetime:
        return self.requested_at + RECOVERY_WAITING_PERIOD
