"""The access log of personal data. In the admin, only superusers can read it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from privacy.models.retention import RetentionSettings
from users.models import User


class AccessLogQuerySet(models.QuerySet["AccessLog"]):
    def record(
        self, *, user: User, action: str, kind: str, references: Iterable[str], reason: str = ""
    ) -> "AccessLog":
        """Log that *user* did *action* with the objects of one *kind* that have *references*.

        Call this before data is shown, so that a view fails if its access cannot be logged.
        """
        return self.create(
            user=user,
            who=str(user),
            action=action,
            kind=kind,
            references=" ".join(references),
            reason=reason,
        )

    def expired(self, now: datetime) -> "AccessLogQuerySet":
        """Entries older than the retention period."""
        days = RetentionSettings.load().access_log_days
        return self.filter(at__lte=now - timedelta(days=days))

    def for_reference(self, reference: str) -> "AccessLogQuerySet":
        """Entries about the object with *reference*."""
        return self.filter(references__contains=reference)


class AccessLog(models.Model):
    """One access to personal data. No view changes or deletes entries."""

    class Action(models.TextChoices):
        LISTED = "listed", "viewed in a list"
        SEARCHED = "searched", "searched"
        OPENED = "opened", "opened"
        REVEALED = "revealed", "opened hidden details"
        EXPORTED = "exported", "exported"
        EXPORTED_ALL = "exported_all", "exported, including sensitive answers"
        APPROVED = "approved", "approved"
        DECLINED = "declined", "declined"
        ASKED = "asked", "asked a question"
        UNDONE = "undone", "undid an action"
        RECUSED = "recused", "handed over"
        RECORDED_PAPER = "recorded_paper", "added a paper or phone application"
        CORRECTED_EMAIL = "corrected_email", "corrected the email address"
        SENT_LINK = "sent_link", "sent a new link"
        SUSPENDED = "suspended", "suspended"
        REINSTATED = "reinstated", "lifted the suspension"
        ENDED = "ended", "ended the membership"
        CANCELLED_ENDING = "cancelled_ending", "cancelled the ending"
        JOINED_TEAM = "joined_team", "joined the membership team"

    at = models.DateTimeField(default=timezone.now, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # str(user) at that time, which is kept when the account is deleted.
    who = models.CharField("person", max_length=310)
    action = models.CharField(max_length=16, choices=Action.choices)
    # The kind of object that the references identify, such as "application".
    kind = models.CharField(max_length=30)
    references = models.TextField("references", blank=True)
    reason = models.CharField(max_length=255, blank=True)

    objects = AccessLogQuerySet.as_manager()

    class Meta:
        verbose_name = "access log entry"
        verbose_name_plural = "access log entries"
        ordering = ("-at", "-pk")
        # No permissions that could be assigned: only superusers have access.
        default_permissions = ()

    def __str__(self) -> str:
        return f"access log entry {self.pk}"
