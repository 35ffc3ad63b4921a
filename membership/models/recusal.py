"""Who has stepped aside from which application: a conflict of interest, and nobody asks why."""

from django.conf import settings
from django.db import models

from membership.models.application import Application


class Recusal(models.Model):
    """From now on somebody of the team neither lists nor opens this application."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recusals"
    )

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=["application", "user"], name="one_recusal_per_reviewer"
            ),
        )

    def __str__(self) -> str:
        return f"recusal from {self.application}"
