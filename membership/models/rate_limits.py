"""Limits on emails to one address, and on submissions from one network."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Sum
from django.utils import timezone

from encryption import get_key_ring

# Emails to one address in a day.
MAX_EMAILS_PER_DAY = 3
# How long the hash of a network is stored.
NETWORK_COUNT_RETENTION = timedelta(days=1)


class CountManager(models.Manager[Any]):
    """Counts with a unique key, exact under concurrency on any database."""

    def try_increment(self, *, limit: int, **key: Any) -> bool:
        """Increment the count of *key*, unless it has reached *limit*. Whether it was counted."""
        # Always two short statements, since other transactions wait for the write lock.
        self.bulk_create([self.model(**key)], ignore_conflicts=True)
        below = self.filter(**key, count__lt=limit)
        return bool(below.update(count=F("count") + 1))


class RecipientEmailCountManager(CountManager):
    def count_if_allowed(self, email: str) -> bool:
        """Count an email to *email*. False if no more may be sent to it today."""
        email_hash = get_key_ring().hash("emails to", email.strip().lower())
        return self.try_increment(
            email_hash=email_hash, day=timezone.localdate(), limit=MAX_EMAILS_PER_DAY
        )


class RecipientEmailCount(models.Model):
    """How many emails were sent to one address on one day. Only its hash is stored."""

    email_hash = models.CharField(max_length=80)
    day = models.DateField()
    count = models.PositiveSmallIntegerField(default=0)

    objects = RecipientEmailCountManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["email_hash", "day"], name="one_count_per_email_and_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.count} on {self.day}"


class NetworkSubmissionCountManager(CountManager):
    def count_if_allowed(self, network: str) -> bool:
        """Count a submission from *network*. False if it has reached a limit.

        The hourly limit is exact under concurrency; the daily limit can be exceeded slightly.
        """
        now = timezone.now()
        hourly_limit, daily_limit = settings.APPLICATION_RATE_LIMITS
        network_hash = get_key_ring().hash("network", network)
        if self._get_daily_count(network_hash, now) >= daily_limit:
            return False
        return self.try_increment(
            network_hash=network_hash, hour=_start_of_hour(now), limit=hourly_limit
        )

    def _get_daily_count(self, network_hash: str, now: datetime) -> int:
        recent = self.filter(network_hash=network_hash, hour__gt=now - NETWORK_COUNT_RETENTION)
        return recent.aggregate(all=Sum("count"))["all"] or 0

    def due_for_purge(self, now: datetime) -> models.QuerySet["NetworkSubmissionCount"]:
        """Older than NETWORK_COUNT_RETENTION, so that no limit counts them any more."""
        return self.filter(hour__lte=now - NETWORK_COUNT_RETENTION)


class NetworkSubmissionCount(models.Model):
    """How many submissions a network made in an hour. Only its hash is stored."""

    network_hash = models.CharField(max_length=80)
    hour = models.DateTimeField(db_index=True)
    count = models.PositiveSmallIntegerField(default=0)

    objects = NetworkSubmissionCountManager()

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=["network_hash", "hour"], name="one_count_per_network_and_hour"
            ),
        )

    def __str__(self) -> str:
        return f"{self.count} at {self.hour:%H:%M}"


def _start_of_hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)
