"""Changes of an account that wait for a confirmation, or for a day to pass."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

# How long both mailboxes have to confirm a new address.
EMAIL_CHANGE_VALIDITY = timedelta(hours=24)
# New addresses that somebody may ask for in a day: each makes us write to a stranger's mailbox.
MAX_CHANGES_PER_DAY = 3
# How long the owner of an account can stop others from being let in instead.
RECOVERY_WAITING_PERIOD = timedelta(days=1)


def hash_token(token: str) -> str:
    """What is stored of the secret *token*."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


class EmailChangeQuerySet(models.QuerySet["EmailChange"]):
    def pending(self, now: datetime) -> "EmailChangeQuerySet":
        """Neither done, nor replaced by a newer one, nor too old."""
        return self.filter(is_closed=False, requested_at__gt=now - EMAIL_CHANGE_VALIDITY)

    def requested_today(self, now: datetime) -> "EmailChangeQuerySet":
        return self.filter(requested_at__gt=now - timedelta(days=1))

    def expired(self, now: datetime) -> "EmailChangeQuerySet":
        """They count for no limit and can do nothing any more."""
        return self.filter(requested_at__lte=now - timedelta(days=1))

    def by_token(self, token: str) -> "EmailChange | None":
        """The change that one of its two links, with the secret *token*, confirms; or None."""
        digest = hash_token(token)
        links = models.Q(old_digest=digest) | models.Q(new_digest=digest)
        return self.filter(links).select_related("user").first()


class EmailChange(models.Model):
    """A new address for an account: used once both mailboxes have said yes."""

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
        return f"new address for {self.user.reference}"

    @classmethod
    def create_with_tokens(cls, **fields: Any) -> tuple["EmailChange", str, str]:
        """A new one, and the secrets of its links: for the old mailbox and for the new one."""
        old, new = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        digests = {"old_digest": hash_token(old), "new_digest": hash_token(new)}
        return cls.objects.create(**digests, **fields), old, new

    @property
    def is_confirmed(self) -> bool:
        """By both."""
        return bool(self.old_confirmed_at and self.new_confirmed_at)

    def is_open(self, now: datetime) -> bool:
        return not self.is_closed and now < self.requested_at + EMAIL_CHANGE_VALIDITY

    def role_of(self, token: str) -> str:
        """Which mailbox got the link with the secret *token*: "old" or "new"."""
        return "old" if hash_token(token) == self.old_digest else "new"


class AccountRecoveryQuerySet(models.QuerySet["AccountRecovery"]):
    def pending(self) -> "AccountRecoveryQuerySet":
        """Neither stopped nor done."""
        return self.filter(cancelled_at=None, completed_at=None)

    def due(self, now: datetime) -> "AccountRecoveryQuerySet":
        """The owner has had a day to stop it."""
        return self.pending().filter(requested_at__lte=now - RECOVERY_WAITING_PERIOD)

    def by_token(self, token: str) -> "AccountRecovery | None":
        return self.filter(digest=hash_token(token)).select_related("user").first()


class AccountRecovery(models.Model):
    """Somebody has lost password and second step. The team lets them in, unless they say no."""

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
        return f"account recovery of {self.user.reference}"

    @property
    def due_at(self) -> datetime:
        return self.requested_at + RECOVERY_WAITING_PERIOD
