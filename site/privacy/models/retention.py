"""Retention periods of personal data, which the privacy texts of the site show."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


def _days_field(label: str, default: int, min_days: int, max_days: int, help_text: str) -> Any:
    return models.PositiveSmallIntegerField(
        label,
        default=default,
        validators=[MinValueValidator(min_days), MaxValueValidator(max_days)],
        help_text=f"{help_text} From {min_days} to {max_days} days.",
    )


@register_setting(icon="history", order=90)
class RetentionSettings(BaseGenericSetting):
    """Days after which personal data is deleted. Only superusers can change them."""

    unconfirmed_days = _days_field(
        "applications that nobody has confirmed",
        *(7, 1, 30),
        "After an application was sent, if its e-mail address is not confirmed.",
    )
    declined_days = _days_field(
        "declined applications", *(30, 7, 90), "After the membership team has declined."
    )
    answers_days = _days_field(
        "answers of people who have become members", *(30, 0, 90), "After they were approved."
    )
    set_up_days = _days_field(
        "approved applications that nobody has set up",
        *(30, 7, 90),
        "After they were approved, if their sender has not become a member.",
    )
    access_log_days = _days_field(
        "notes of who opened which application", *(90, 30, 365), "After it was opened."
    )

    NAMES: ClassVar[tuple[str, ...]] = ("unconfirmed", "declined", "answers", "access_log")
    # Placeholders that are allowed in privacy texts; those in NAMES are required.
    ALL_NAMES: ClassVar[tuple[str, ...]] = (*NAMES, "set_up")

    panels: ClassVar[list[Any]] = [FieldPanel(f"{name}_days") for name in ALL_NAMES]

    class Meta:
        verbose_name = "How long we keep things"

    def get_periods(self) -> dict[str, str]:
        """Name -> period, such as "after 7 days", "after 1 day" or "at once"."""
        return {name: format_period(getattr(self, f"{name}_days")) for name in self.ALL_NAMES}

    def get_rows(self) -> list[tuple[str, str]]:
        """(Data, retention period), for the table of core.blocks.retention."""
        periods = self.get_periods()
        return [
            ("An application whose address was not confirmed", periods["unconfirmed"]),
            ("A declined application", periods["declined"]),
            ("The answers of somebody who has become a member", periods["answers"]),
            ("An application that was approved, if nobody becomes a member", periods["set_up"]),
            ("An application that you withdraw", "at once"),
            ("The note of who opened which application, and when", periods["access_log"]),
        ]


def format_period(days: int) -> str:
    """*days* as text, such as "after 7 days" or "at once"."""
    if days == 0:
        return "at once"
    return "after 1 day" if days == 1 else f"after {days} days"
