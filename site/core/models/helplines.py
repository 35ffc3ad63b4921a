"""Helplines, which the footer of every page shows, including that of error pages."""

import datetime

from django.db import models
from django.utils import timezone

from core.validators import validate_contact_url


class Helpline(models.Model):
    """A service that people in distress can call or text."""

    class Nation(models.TextChoices):
        UK = "", "Whole of the UK"
        ENGLAND = "England", "England"
        SCOTLAND = "Scotland", "Scotland"
        WALES = "Wales", "Wales"
        NORTHERN_IRELAND = "Northern Ireland", "Northern Ireland"

    name = models.CharField(max_length=80, help_text="For example: Samaritans, 24 hours a day")
    number = models.CharField(
        "number or contact",
        max_length=80,
        help_text="As readers will see it, for example 116 123 or 85258",
    )
    url = models.CharField(
        "phone, text or web link",
        max_length=120,
        blank=True,
        validators=[validate_contact_url],
        help_text="What opens when someone selects the number: tel:116123, sms:85258 or a web "
        "address.",
    )
    hours = models.CharField(
        "opening hours",
        max_length=120,
        blank=True,
        help_text="For example: 24 hours a day, every day",
    )
    nation = models.CharField(max_length=20, choices=Nation, blank=True, default=Nation.UK)
    text = models.TextField("description", blank=True)
    in_footer = models.BooleanField(
        "show in the footer of every page",
        default=True,
        help_text="Show no more than 4 helplines in the footer.",
    )
    sort_order = models.PositiveIntegerField("order", default=0)
    review_by = models.DateField(
        "check again by",
        help_text="Check the number again by this date. A wrong number could put someone at risk.",
    )

    class Meta:
        ordering = ("sort_order", "name")
        verbose_name = "helpline"

    def __str__(self) -> str:
        return f"{self.name}: {self.number}"

    def is_due_for_review(self, today: datetime.date | None = None) -> bool:
        return self.review_by <= (today or timezone.localdate())
