"""The email queue: model and queries."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from encryption import EncryptedJSONField, EncryptedTextField, KeyedHashField
from formats.references import make_reference

# How long a process may claim an email: longer than any delivery, including timeouts.
LEASE = timedelta(minutes=5)
# How long a failed email is kept so that it can be retried.
FAILED_MAIL_RETENTION = timedelta(days=7)


class QueuedMailQuerySet(models.QuerySet["QueuedMail"]):
    def waiting(self) -> "QueuedMailQuerySet":
        """Still to be delivered."""
        return self.filter(state=QueuedMail.State.WAITING)

    def failed(self) -> "QueuedMailQuerySet":
        """Not delivered after all attempts; superusers can retry them."""
        return self.filter(state=QueuedMail.State.FAILED)

    def due(self, now: datetime) -> "QueuedMailQuerySet":
        """Due and not claimed by another process, longest due first."""
        free = Q(claimed_until=None) | Q(claimed_until__lte=now)
        return self.waiting().filter(free, due_at__lte=now).order_by("due_at", "pk")

    def expired(self, now: datetime) -> "QueuedMailQuerySet":
        """Failed for longer than the retention period."""
        return self.failed().filter(failed_at__lte=now - FAILED_MAIL_RETENTION)

    def to_address(self, address: str) -> "QueuedMailQuerySet":
        """All emails to *address*, for example to delete them with an account."""
        hash_field = QueuedMail._meta.get_field("recipient_hash")
        return self.filter(recipient_hash__in=hash_field.hashes(address))

    def without_contents(self) -> "QueuedMailQuerySet":
        """For lists: do not load the encrypted message."""
        return self.defer("message")

    def claim(self, now: datetime) -> "QueuedMail | None":
        """Claim the next due email for the duration of LEASE; None if none is due.

        The row is updated only if it has not changed since it was read, so two processes never
        claim the same email, on any database. The claim of a killed process expires with the lease.
        """
        while mail := self.due(now).first():
            unchanged = self._filter_unchanged(mail)
            mail.claimed_until = now + LEASE
            mail.attempts += 1
            if unchanged.update(claimed_until=mail.claimed_until, attempts=mail.attempts):
                return mail
        return None

    def _filter_unchanged(self, mail: "QueuedMail") -> "QueuedMailQuerySet":
        # Also compares attempts: another process may have rescheduled or failed the email.
        return self.waiting().filter(
            pk=mail.pk, claimed_until=mail.claimed_until, attempts=mail.attempts
        )


class QueuedMail(models.Model):
    """An email to one recipient, stored in the transaction of the change that it reports.

    The row is deleted after delivery. Recipient and message are encrypted.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        FAILED = "failed", "failed"

    reference = models.CharField(max_length=9, unique=True, default=make_reference, editable=False)
    recipient = EncryptedTextField()
    recipient_hash = KeyedHashField(of="recipient")
    message: models.Field[Any, Any] = EncryptedJSONField()
    state = models.CharField("status", max_length=7, choices=State.choices, default=State.WAITING)
    created_at = models.DateTimeField("created", default=timezone.now)
    due_at = models.DateTimeField("next attempt", default=timezone.now)
    claimed_until = models.DateTimeField(null=True, blank=True, editable=False)
    attempts = models.PositiveIntegerField("attempts", default=0)
    # A code, never the reply of the mail server, which may contain the email address.
    last_error = models.CharField("error", max_length=80, blank=True)
    failed_at = models.DateTimeField("failed at", null=True, blank=True)

    objects = QueuedMailQuerySet.as_manager()

    class Meta:
        verbose_name = "email"
        verbose_name_plural = "email queue"
        ordering = ("created_at", "pk")
        indexes = (models.Index(fields=["state", "due_at"], name="mail_state_due"),)

    def __str__(self) -> str:
        # Wagtail copies this into its audit log, so it must not contain the email address.
        return self.reference

    def reschedule(self, *, until: datetime, error: str) -> None:
        """Record a failed attempt; the next one is due at *until*."""
        self._finish_claim(due_at=until, last_error=error)

    def mark_failed(self, *, now: datetime, error: str) -> None:
        """Record the final failure: no further automatic attempts."""
        self._finish_claim(state=self.State.FAILED, failed_at=now, last_error=error)

    def retry(self, *, now: datetime) -> bool:
        """Queue a failed email again as if it were new.

        Returns whether it was failed. Of two concurrent calls only one returns True.
        """
        fresh = {"attempts": 0, "created_at": now, "failed_at": None, "due_at": now}
        failed = QueuedMail.objects.failed().filter(pk=self.pk)
        return bool(failed.update(state=self.State.WAITING, claimed_until=None, **fresh))

    def mark_delivered(self) -> None:
        """Delete the email, which has been delivered."""
        self._get_claimed().delete()

    def _finish_claim(self, **values: Any) -> None:
        self._get_claimed().update(claimed_until=None, **values)

    def _get_claimed(self) -> QueuedMailQuerySet:
        # Only while the claim is unchanged: after the lease, another process may have claimed it.
        return QueuedMail.objects.filter(pk=self.pk, claimed_until=self.claimed_until)
