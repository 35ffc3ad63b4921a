"""Monthly numbers of applications and members, without personal data."""

from datetime import date

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone


class MembershipStatisticManager(models.Manager["MembershipStatistic"]):
    def increment(self, event: str) -> None:
        """Add 1 to the number of *event* in this month."""
        self.add(event, 1)

    def add(self, event: str, number: int) -> None:
        """Add *number* to the number of *event* in this month."""
        month = timezone.localdate().replace(day=1)
        with transaction.atomic():
            row, _ = self.get_or_create(month=month, event=event)
            self.filter(pk=row.pk).update(number=F("number") + number)

    def set(self, event: str, number: int) -> None:
        """Set the number of *event* in this month, replacing an earlier value."""
        month = timezone.localdate().replace(day=1)
        self.update_or_create(month=month, event=event, defaults={"number": number})


class MembershipStatistic(models.Model):
    """How often something happened in a month."""

    class Event(models.TextChoices):
        RECEIVED = "received", "received"
        CONFIRMED = "confirmed", "confirmed"
        REPLACED = "replaced", "replaced by a newer application"
        WITHDRAWN = "withdrawn", "withdrawn"
        EXPIRED = "expired", "not confirmed"
        APPROVED = "approved", "approved"
        DECLINED = "declined", "declined"
        # The sum over all applications decided in the month.
        DAYS = "days", "days to decision"
        ABANDONED = "abandoned", "approved, not set up"
        JOINED = "joined", "became members"
        LEFT = "left", "memberships ended"
        MEMBERS = "members", "members at the end of the month"

    month = models.DateField()
    event = models.CharField(max_length=10, choices=Event.choices)
    number = models.PositiveIntegerField(default=0)

    objects = MembershipStatisticManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["month", "event"], name="one_statistic_per_month"),
        )

    def __str__(self) -> str:
        return f"{self.event} in {_format_month(self.month)}: {self.number}"


def _format_month(day: date) -> str:
    return f"{day:%B %Y}"
