"""Reviewers who are recused from an application, because of a conflict of interest."""

from django.conf import settings
from django.db import models

from membership.models.application import Application


class Recusal(models.Model):
    """Hides an application from a reviewer."""

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
        return f"handed over: {self.application}"
