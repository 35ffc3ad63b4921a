"""Helplines, which the footer of every page shows, including that of error pages."""

import datetime

from django.db import models
from django.utils import timezone

from core.validators import validate_contact_url


class Helpline(models.Model):
    """A service that people in distress can call or text."""

    class Nation(models.TextChoices):
        UK = "", "Everywhere in the UK"
        ENGLAND = "England", "England"
        SCOTLAND = "Scotland", "Scotland"
        WALES = "Wales", "Wales"
        NORTHERN_IRELAND = "Northern Ireland", "Northern Ireland"

    name = models.CharField(max_length=80, help_text="For example: Samaritans, any time")
    number = models.CharField(
        "how to reach it",
        max_length=80,
        help_text="As it is printed: 116 123, or: 85258",
    )
    url = models.CharField(
        "address",
        max_length=120,
        blank=True,
        validators=[validate_contact_url],
        help_text="What a press on it opens: tel:116123, sms:85258, or a web address.",
    )
    hours = models.CharField(max_length=120, blank=True)
    nation = models.CharField(max_length=20, choices=Nation, blank=True, default=Nation.UK)
    text = models.TextField("what it is for", blank=True)
    in_footer = models.BooleanField(
        "show at the foot of every page",
        default=True,
        help_text="Four at most keep it calm.",
    )
    sort_order = models.PositiveIntegerField("order", default=0)
    review_by = models.DateField(
        help_text="A wrong number here can cost a life: on this day somebody must check it again."
    )

    class Meta:
        ordering = ("sort_order", "name")
        verbose_name = "urgent-help line"

    def __str__(self) -> str:
        return f"{self.name}: {self.number}"

    def is_due_for_review(self, today: datetime.date | None = None) -> bool:
        return self.review_by <= (today or timezone.localdate())
