"""What the team has done with an application; its sender is told when it cannot be undone."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from encryption import EncryptedTextField
from membership.models.application import Application

# How long an act can be undone. Its sender hears of it only then.
UNDO_FOR = timedelta(minutes=10)


class ApplicationActQuerySet(models.QuerySet["ApplicationAct"]):
    def unsettled(self) -> "ApplicationActQuerySet":
        """Done, but still to be undone: the applicant knows nothing of it."""
        return self.filter(settled_at=None)

    def settled(self) -> "ApplicationActQuerySet":
        """For good, and told."""
        return self.exclude(settled_at=None)

    def due(self, now: datetime) -> "ApplicationActQuerySet":
        """Nobody has undone them in time."""
        return self.unsettled().filter(at__lte=now - UNDO_FOR)

    def newest_first(self) -> "ApplicationActQuerySet":
        return self.order_by("-at", "-pk")


class ApplicationAct(models.Model):
    """One step of the team. Words lie encrypted, and go with those of the application."""

    class Kind(models.TextChoices):
        ENTERED = "entered", "entered"
        APPROVED = "approved", "approved"
        DECLINED = "declined", "declined"
        ASKED = "asked", "asked something"
        ADDRESS = "address", "corrected the address"

    # The state that an application has once this was done with it.
    LEADS_TO = {
        Kind.APPROVED: Application.State.APPROVED,
        Kind.DECLINED: Application.State.DECLINED,
        Kind.ASKED: Application.State.ASKED,
    }

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="acts")
    kind = models.CharField(max_length=13, choices=Kind.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # As they were called then: it stays when the account goes.
    who = models.CharField(max_length=310)
    at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    # For the team alone: why.
    reason = EncryptedTextField(blank=True, default="")
    # For the applicant: the question, or the kind words.
    text = EncryptedTextField(blank=True, default="")
    reply = EncryptedTextField(blank=True, default="")
    replied_at = models.DateTimeField(null=True, blank=True)

    objects = ApplicationActQuerySet.as_manager()

    class Meta:
        verbose_name = "step of the team"
        verbose_name_plural = "steps of the team"
        ordering = ("at", "pk")
        default_permissions = ()
        constraints = (
            # Of two who decide at once, the database lets one through.
            models.UniqueConstraint(
                fields=["application"],
                condition=models.Q(settled_at=None),
                name="one_unsettled_act_per_application",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.application}"

    @property
    def can_be_undone(self) -> bool:
        """Whether its applicant has not been told."""
        return self.settled_at is None

    @property
    def undone_until(self) -> datetime:
        return self.at + UNDO_FOR
