"""Members: a pseudonym and settings. No health data, nothing from the application."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from encryption import EncryptedTextField
from membership.models.application import Application
from membership.pseudonyms import MAX_LENGTH, get_confusable_skeleton

# How long a pseudonym must be kept, since members know each other by it.
PSEUDONYM_COOLDOWN = timedelta(days=90)


class MemberQuerySet(models.QuerySet["Member"]):
    def active(self) -> "MemberQuerySet":
        """Neither on a break nor suspended: visible to other members."""
        return self.filter(state=Member.State.ACTIVE)

    def with_similar_pseudonym(self, pseudonym: str) -> "MemberQuerySet":
        """Members with this pseudonym, or a confusable one."""
        return self.filter(pseudonym_skeleton=get_confusable_skeleton(pseudonym))

    def due_for_reinstatement(self, today: date) -> "MemberQuerySet":
        """Suspended until today or an earlier day."""
        return self.filter(state=Member.State.SUSPENDED, suspended_until__lte=today)

    def due_for_erasure(self, today: date) -> "MemberQuerySet":
        """Ended memberships whose grace period is over."""
        return self.filter(state=Member.State.ENDING, ends_on__lte=today)


class Member(models.Model):
    """The membership of a user, under a pseudonym."""

    class State(models.TextChoices):
        ACTIVE = "active", "active"
        BREAK = "break", "on a break"
        SUSPENDED = "suspended", "suspended"
        ENDING = "ending", "ending"

    class Notices(models.TextChoices):
        NONE = "none", "None"
        DAILY = "daily", "No more than once a day"
        WEEKLY = "weekly", "No more than once a week"

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="member"
    )
    # None once the application is deleted at the end of its retention period.
    application = models.OneToOneField(
        Application, null=True, blank=True, on_delete=models.SET_NULL, related_name="member"
    )
    pseudonym = models.CharField(max_length=MAX_LENGTH, unique=True)
    pseudonym_skeleton = models.CharField(max_length=200, unique=True, editable=False)
    pseudonym_since = models.DateField(default=timezone.localdate)
    real_name = EncryptedTextField(blank=True, default="")
    profession = models.CharField(max_length=80, blank=True)
    shows_profession = models.BooleanField(default=False)
    notices = models.CharField(
        "emails about new articles and meetings",
        max_length=6,
        choices=Notices.choices,
        default=Notices.NONE,
    )
    joined_on = models.DateField(default=timezone.localdate)
    state = models.CharField("status", max_length=9, choices=State.choices, default=State.ACTIVE)
    suspended_until = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    # Shown to the member.
    ending_reason = EncryptedTextField(blank=True, default="")
    # Set if the break began because the member declined a new consent text.
    declined_on = models.DateField(null=True, blank=True)
    # Dates without times, for privacy. The members' home lists pages published since the visit
    # before the last.
    last_visit_on = models.DateField(null=True, blank=True)
    previous_visit_on = models.DateField(null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering = ("pseudonym_skeleton",)
        # None implies another. None allows changes, which members make themselves.
        default_permissions = ()
        permissions = (
            ("list_member", "Can see the list of members"),
            ("inspect_member", "Can open members"),
            ("manage_member", "Can suspend members, lift suspensions and end memberships"),
        )

    def __str__(self) -> str:
        # Wagtail copies this into its audit log, delete pages and emails, so it is never a name.
        return self.pseudonym

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pseudonym_skeleton = get_confusable_skeleton(self.pseudonym)
        if "pseudonym" in (kwargs.get("update_fields") or ()):
            kwargs["update_fields"] = {*kwargs["update_fields"], "pseudonym_skeleton"}
        super().save(*args, **kwargs)

    @property
    def can_be_renamed_on(self) -> date:
        """The first day on which the member can change the pseudonym."""
        return self.pseudonym_since + PSEUDONYM_COOLDOWN

    @property
    def has_access(self) -> bool:
        """Whether the member can open the members' pages: not while suspended or ending."""
        return self.state in {self.State.ACTIVE, self.State.BREAK}

    @property
    def public_profession(self) -> str:
        """The profession as other members see it: empty unless the member shows it."""
        return self.profession if self.shows_profession else ""

    def record_visit(self, today: date) -> None:
        """Record today's visit. Only dates are stored, so it writes at most once a day."""
        if self.last_visit_on == today:
            return
        self.previous_visit_on, self.last_visit_on = self.last_visit_on, today
        self.save(update_fields=["previous_visit_on", "last_visit_on"])
