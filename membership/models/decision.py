"""Decisions of the membership team. Applicants are emailed once a decision is final."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from encryption import EncryptedTextField
from membership.models.application import Application

# How long a decision can be undone. The applicant is emailed after that.
UNDO_PERIOD = timedelta(minutes=10)


class ApplicationDecisionQuerySet(models.QuerySet["ApplicationDecision"]):
    def pending(self) -> "ApplicationDecisionQuerySet":
        """Not final: can still be undone, and the applicant has not been emailed."""
        return self.filter(finalised_at=None)

    def final(self) -> "ApplicationDecisionQuerySet":
        """Final: the applicant has been emailed."""
        return self.exclude(finalised_at=None)

    def due_for_finalising(self, now: datetime) -> "ApplicationDecisionQuerySet":
        """Pending for longer than UNDO_PERIOD."""
        return self.pending().filter(at__lte=now - UNDO_PERIOD)

    def newest_first(self) -> "ApplicationDecisionQuerySet":
        return self.order_by("-at", "-pk")


class ApplicationDecision(models.Model):
    """One decision or correction. Its texts are encrypted, and redacted with the application."""

    class DecisionType(models.TextChoices):
        ENTERED = "entered", "added"
        APPROVED = "approved", "approved"
        DECLINED = "declined", "declined"
        ASKED = "asked", "asked a question"
        EMAIL_CORRECTED = "corrected", "corrected the email address"

    # The state of the application after each decision.
    RESULTING_STATES = {
        DecisionType.APPROVED: Application.State.APPROVED,
        DecisionType.DECLINED: Application.State.DECLINED,
        DecisionType.ASKED: Application.State.ASKED,
    }

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=13, choices=DecisionType.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The user's name at the time: it stays when the account is deleted.
    who = models.CharField(max_length=310)
    at = models.DateTimeField(default=timezone.now)
    finalised_at = models.DateTimeField(null=True, blank=True)
    # The reason, which only the team sees.
    reason = EncryptedTextField(blank=True, default="")
    # The text for the applicant: a question, or the explanation of a refusal.
    text = EncryptedTextField(blank=True, default="")
    reply = EncryptedTextField(blank=True, default="")
    replied_at = models.DateTimeField(null=True, blank=True)

    objects = ApplicationDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "team action"
        verbose_name_plural = "team actions"
        ordering = ("at", "pk")
        default_permissions = ()
        constraints = (
            # Of two concurrent decisions, the database accepts one.
            models.UniqueConstraint(
                fields=["application"],
                condition=models.Q(finalised_at=None),
                name="one_pending_decision_per_application",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.application}"

    @property
    def can_be_undone(self) -> bool:
        """Whether the applicant has not been emailed yet."""
        return self.finalised_at is None

    @property
    def undo_until(self) -> datetime:
        return self.at + UNDO_PERIOD
