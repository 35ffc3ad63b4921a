"""Versions of consent texts, and records of which member agreed to which."""

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format


class ConsentTextManager(models.Manager["ConsentText"]):
    def current(self, kind: str) -> "ConsentText | None":
        """The newest version of *kind*, or None."""
        return self.filter(kind=kind).order_by("-version").first()

    def get_or_create_version(self, kind: str, text: str) -> "ConsentText":
        """The version with this *text*: the current one, or a new one if it differs."""
        current = self.current(kind)
        if current and current.text == text:
            return current
        version = current.version + 1 if current else 1
        return self.get_or_create(kind=kind, version=version, defaults={"text": text})[0]

    def current_for_members(self) -> "list[ConsentText]":
        """The newest version of each text for members. Types without a text are left out."""
        texts = (self.current(kind) for kind in ConsentText.MEMBER_TYPES)
        return [text for text in texts if text]


class ConsentText(models.Model):
    """One version of a consent text. Never changed, nor deleted while a consent refers to it."""

    class ConsentType(models.TextChoices):
        APPLICATION = "application", "use of application answers"
        MEMBERSHIP = "membership", "what we store about members"
        GUIDELINES = "guidelines", "the community guidelines"

    # Types that members agree to, as opposed to applicants.
    MEMBER_TYPES = (ConsentType.MEMBERSHIP, ConsentType.GUIDELINES)

    kind = models.CharField(
        max_length=20, choices=ConsentType.choices, default=ConsentType.APPLICATION
    )
    version = models.PositiveIntegerField()
    text = models.TextField()
    since = models.DateTimeField("used from", default=timezone.now)

    objects = ConsentTextManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["kind", "version"], name="one_text_per_version"),
        )

    def __str__(self) -> str:
        used_from = date_format(timezone.localtime(self.since), "j F Y")
        return f"version {self.version}, used from {used_from}"


class ConsentRecordQuerySet(models.QuerySet["ConsentRecord"]):
    def active(self) -> "ConsentRecordQuerySet":
        """Not withdrawn."""
        return self.filter(withdrawn_at=None)


class ConsentRecord(models.Model):
    """The consent of a member to one version of a text, and whether it was withdrawn."""

    member = models.ForeignKey(
        "membership.Member", on_delete=models.CASCADE, related_name="consents"
    )
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentRecordQuerySet.as_manager()

    class Meta:
        ordering = ("agreed_at", "pk")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=["member", "text"],
                condition=models.Q(withdrawn_at=None),
                name="one_active_consent_per_text",
            ),
        )

    def __str__(self) -> str:
        return f"{self.member}, {self.text}"
