"""Who has stepped aside from which application: a conflict of interest, and nobody asks why."""

from django.conf import settings
from django.db import models

from membership.models.application import Application


class SteppedAside(models.Model):
    """From now on somebody of the team neither lists nor opens this application."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="stepped_aside_from"
    )

    class Meta:
        verbose_name_plural = "stepped aside"
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=["application", "user"], name="aside_once"),)

    def __str__(self) -> str:
        return f"aside from {self.application}"
