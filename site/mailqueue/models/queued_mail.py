"""Mails on their way, and which day's work is done."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from encryption import EncryptedJSONField, EncryptedTextField, KeyedHashField
from mailqueue.references import make_reference

# How long one process keeps a mail to itself: longer than any delivery, with its time-outs, takes.
LEASE = timedelta(minutes=5)
# How long a mail that could not be delivered is kept for another try.
FAILED_MAIL_RETENTION = timedelta(days=7)


class QueuedMailQuerySet(models.QuerySet["QueuedMail"]):
    def waiting(self) -> "QueuedMailQuerySet":
        """Still to be delivered."""
        return self.filter(state=QueuedMail.State.WAITING)

    def failed(self) -> "QueuedMailQuerySet":
        """Given up; a person may have them tried again."""
        return self.filter(state=QueuedMail.State.FAILED)

    def due(self, now: datetime) -> "QueuedMailQuerySet":
        """To be delivered now, by nobody else, the one that is due longest first."""
        free = Q(claimed_until=None) | Q(claimed_until__lte=now)
        return self.waiting().filter(free, due_at__lte=now).order_by("due_at", "pk")

    def expired(self, now: datetime) -> "QueuedMailQuerySet":
        """Dead for so long that they are not kept any more."""
        return self.failed().filter(failed_at__lte=now - FAILED_MAIL_RETENTION)

    def to_address(self, address: str) -> "QueuedMailQuerySet":
        """All mails to *address*: whoever asks to be erased is not written to afterwards."""
        hash_field = QueuedMail._meta.get_field("recipient_hash")
        return self.filter(recipient_hash__in=hash_field.hashes(address))

    def without_contents(self) -> "QueuedMailQuerySet":
        """For lists: what is encrypted is not even read."""
        return self.defer("message")

    def claim(self, now: datetime) -> "QueuedMail | None":
        """The next due mail, kept from all others for the time of a lease, or None.

        Changed only if it still stands as it was seen: so two processes never get the same one,
        on any database, and a process that was killed keeps its mail no longer than the lease.
        """
        while mail := self.due(now).first():
            unchanged = self._filter_unchanged(mail)
            mail.claimed_until = now + LEASE
            mail.attempts += 1
            if unchanged.update(claimed_until=mail.claimed_until, attempts=mail.attempts):
                return mail
        return None

    def _filter_unchanged(self, mail: "QueuedMail") -> "QueuedMailQuerySet":
        # By its tries, too: another process may have put it off or given it up since.
        return self.waiting().filter(
            pk=mail.pk, claimed_until=mail.claimed_until, attempts=mail.attempts
        )


class QueuedMail(models.Model):
    """A mail to one address, stored in the same transaction as what it tells of.

    Deleted when it has been delivered. What it says, and to whom, lies encrypted.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        FAILED = "failed", "given up"

    reference = models.CharField(max_length=9, unique=True, default=make_reference, editable=False)
    recipient = EncryptedTextField()
    recipient_hash = KeyedHashField(of="recipient")
    message: models.Field[Any, Any] = EncryptedJSONField()
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    created_at = models.DateTimeField("written", default=timezone.now)
    due_at = models.DateTimeField("next try", default=timezone.now)
    claimed_until = models.DateTimeField(null=True, blank=True, editable=False)
    attempts = models.PositiveIntegerField("tries", default=0)
    # A code, never the words of a mail server: those name the address.
    last_error = models.CharField("what went wrong", max_length=80, blank=True)
    failed_at = models.DateTimeField("given up", null=True, blank=True)

    objects = QueuedMailQuerySet.as_manager()

    class Meta:
        verbose_name = "mail"
        verbose_name_plural = "mails on their way"
        ordering = ("created_at", "pk")
        indexes = (models.Index(fields=["state", "due_at"], name="mail_state_due"),)

    def __str__(self) -> str:
        # Wagtail copies this into audit labels: never the address.
        return self.reference

    def reschedule(self, *, until: datetime, error: str) -> None:
        """Not delivered: try again at *until*."""
        self._finish_claim(due_at=until, last_error=error)

    def mark_failed(self, *, now: datetime, error: str) -> None:
        """Not delivered, and trying again by itself would not help."""
        self._finish_claim(state=self.State.FAILED, failed_at=now, last_error=error)

    def retry(self, *, now: datetime) -> bool:
        """Have a mail that was given up delivered after all, as if it had just been written.

        Returns whether it was given up: of two who ask at once, one is told so.
        """
        fresh = {"attempts": 0, "created_at": now, "failed_at": None, "due_at": now}
        failed = QueuedMail.objects.failed().filter(pk=self.pk)
        return bool(failed.update(state=self.State.WAITING, claimed_until=None, **fresh))

    def mark_delivered(self) -> None:
        """Nothing of it is kept."""
        self._get_claimed().delete()

    def _finish_claim(self, **values: Any) -> None:
        self._get_claimed().update(claimed_until=None, **values)

    def _get_claimed(self) -> QueuedMailQuerySet:
        # Only while the lease is still ours: after a long sleep another process may have the mail.
        return QueuedMail.objects.filter(pk=self.pk, claimed_until=self.claimed_until)
