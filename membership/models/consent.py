"""What people agree to, word for word: every wording that was ever asked for is kept."""

from django.db import models
from django.utils import timezone


class ConsentTextManager(models.Manager["ConsentText"]):
    def current(self, kind: str) -> "ConsentText | None":
        """The newest wording of *kind*, or None before there was one."""
        return self.filter(kind=kind).order_by("-version").first()

    def keep(self, kind: str, text: str) -> "ConsentText":
        """The version that says *text*: the current one, or a new one where the words differ."""
        current = self.current(kind)
        if current and current.text == text:
            return current
        version = current.version + 1 if current else 1
        return self.get_or_create(kind=kind, version=version, defaults={"text": text})[0]


class ConsentText(models.Model):
    """One wording. Never changed and never deleted while somebody has agreed to it."""

    class Kind(models.TextChoices):
        APPLICATION = "application", "use of an application's answers"

    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.APPLICATION)
    version = models.PositiveIntegerField()
    text = models.TextField()
    since = models.DateTimeField("in use from", default=timezone.now)

    objects = ConsentTextManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["kind", "version"], name="one_text_per_version"),
        )

    def __str__(self) -> str:
        return f"version {self.version} of {timezone.localtime(self.since):%d %B %Y}".replace(
            " of 0", " of "
        )
