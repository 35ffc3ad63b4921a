"""Daily counts of page views, with no data about readers."""

import datetime
from typing import Any

from django.db import models


class DailyViewsQuerySet(models.QuerySet[Any]):
    def count_before(self, day: datetime.date, page_pk: int) -> int:
        """Number of views of the page before *day*. One query."""
        views = self.filter(page_id=page_pk, day__lt=day)
        return views.aggregate(total=models.Sum("count"))["total"] or 0


class DailyViews(models.Model):
    """The views of one page on one day."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    objects = DailyViewsQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["page", "day"], name="unique_page_day"),)

    def __str__(self) -> str:
        return f"{self.page_id} on {self.day}: {self.count}"
