from django.db import models


class DailyJob(models.Model):
    """The last day on which a daily job succeeded, shared by all processes and machines."""

    name = models.CharField(max_length=100, unique=True)
    done_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.name}: {self.done_on}"
