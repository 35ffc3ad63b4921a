"""Suspensions and ended memberships: why, by whom, until when."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from encryption import EncryptedTextField
from membership.models.member import Member


class Suspension(models.Model):
    """A suspension, or the end of a membership by the team. Without *until* it has no end date."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="suspensions")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    who = models.CharField(max_length=310)
    since = models.DateTimeField(default=timezone.now)
    until = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # The membership was ended; *until* is the day of erasure, before which it can be cancelled.
    is_ending = models.BooleanField(default=False)
    # Also shown to the member.
    reason = EncryptedTextField()

    class Meta:
        ordering = ("-since", "-pk")
        default_permissions = ()

    def __str__(self) -> str:
        return f"suspension of {self.member}"
