"""Numbers without people: mails to one address in a day, and what happened in a month."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Sum
from django.utils import timezone

from encryption import get_key_ring

# Mails to one address on one day, whatever is asked for.
MOST_MAILS = 3
# How long a mark of a network is kept.
NETWORKS_KEPT = timedelta(days=1)


class Counts(models.Manager[Any]):
    """Counts with a unique key, exact under any load on any database."""

    def count_one(self, *, limit: int, **key: Any) -> bool:
        """One more for *key*, unless that were more than *limit*; returns whether it counted."""
        # Two statements whoever comes first: it happens while others wait to write.
        self.bulk_create([self.model(**key)], ignore_conflicts=True)
        below = self.filter(**key, count__lt=limit)
        return bool(below.update(count=F("count") + 1))


class AddressMailsManager(Counts):
    def may_write_to(self, address: str) -> bool:
        """Whether one more mail may go to *address* today; counts it. Exact under any load."""
        mark = get_key_ring().hash("mails to", address.strip().lower())
        return self.count_one(mark=mark, day=timezone.localdate(), limit=MOST_MAILS)


class AddressMails(models.Model):
    """How many mails one address was sent on one day. The address itself is not kept."""

    mark = models.CharField(max_length=80)
    day = models.DateField()
    count = models.PositiveSmallIntegerField(default=0)

    objects = AddressMailsManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["mark", "day"], name="one_count_per_address_and_day"),
        )

    def __str__(self) -> str:
        return f"{self.count} on {self.day}"


class NetworkCountManager(Counts):
    def may_go_on(self, network: str) -> bool:
        """Whether one more may come from *network*; counts it when it may.

        Exact in each hour, under any load; at the day's limit some that come at once may slip in.
        """
        now = timezone.now()
        in_an_hour, in_a_day = settings.APPLICATION_RATE_LIMITS
        mark = get_key_ring().hash("network", network)
        if self._in_a_day(mark, now) >= in_a_day:
            return False
        return self.count_one(mark=mark, hour=_hour(now), limit=in_an_hour)

    def _in_a_day(self, mark: str, now: datetime) -> int:
        recent = self.filter(mark=mark, hour__gt=now - NETWORKS_KEPT)
        return recent.aggregate(all=Sum("count"))["all"] or 0

    def outdated(self, now: datetime) -> models.QuerySet["NetworkCount"]:
        """A day old: they limit nothing any more."""
        return self.filter(hour__lte=now - NETWORKS_KEPT)


class NetworkCount(models.Model):
    """How often one network has sent something in an hour. Its address is not kept, only a mark."""

    mark = models.CharField(max_length=80)
    hour = models.DateTimeField(db_index=True)
    count = models.PositiveSmallIntegerField(default=0)

    objects = NetworkCountManager()

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=["mark", "hour"], name="one_count_per_network_and_hour"),
        )

    def __str__(self) -> str:
        return f"{self.count} at {self.hour:%H:%M}"


class ApplicationTallyManager(models.Manager["ApplicationTally"]):
    def add_one(self, event: str) -> None:
        """One more *event* in this month."""
        self.add(event, 1)

    def add(self, event: str, number: int) -> None:
        """*number* more of *event* in this month."""
        month = timezone.localdate().replace(day=1)
        with transaction.atomic():
            row, _ = self.get_or_create(month=month, event=event)
            self.filter(pk=row.pk).update(number=F("number") + number)

    def set(self, event: str, number: int) -> None:
        """So many of *event* there are this month, as far as it has gone."""
        month = timezone.localdate().replace(day=1)
        self.update_or_create(month=month, event=event, defaults={"number": number})


class ApplicationTally(models.Model):
    """How often something happened in a month. Nobody can be found in it."""

    class Event(models.TextChoices):
        RECEIVED = "received", "received"
        CONFIRMED = "confirmed", "confirmed"
        REPLACED = "replaced", "replaced by a newer one"
        WITHDRAWN = "withdrawn", "withdrawn"
        LAPSED = "lapsed", "never confirmed"
        APPROVED = "approved", "approved"
        DECLINED = "declined", "declined"
        # Of all that were decided in the month, added up.
        DAYS = "days", "days until decided"
        NOT_SET_UP = "not set up", "approved and never set up"
        JOINED = "joined", "became members"
        LEFT = "left", "ended their membership"
        MEMBERS = "members", "members at the end of the month"

    month = models.DateField()
    event = models.CharField(max_length=10, choices=Event.choices)
    number = models.PositiveIntegerField(default=0)

    objects = ApplicationTallyManager()

    class Meta:
        verbose_name_plural = "application tallies"
        constraints = (
            models.UniqueConstraint(fields=["month", "event"], name="one_tally_per_month"),
        )

    def __str__(self) -> str:
        return f"{self.event} in {_month(self.month)}: {self.number}"


def _hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


def _month(day: date) -> str:
    return f"{day:%B %Y}"
