"""Daily counts of page views, with no data about readers."""

from django.db import models


class DailyViews(models.Model):
    """The views of one page on one day."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["page", "day"], name="unique_page_day"),)

    def __str__(self) -> str:
        return f"{self.page_id} on {self.day}: {self.count}"
