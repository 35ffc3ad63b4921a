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
        help_text=f"{help_text} Between {min_days} and {max_days} days.",
    )


@register_setting(icon="history", order=90)
class RetentionSettings(BaseGenericSetting):
    """Days after which personal data is deleted. Only superusers can change them."""

    unconfirmed_days = _days_field(
        "unconfirmed applications (days)",
        *(7, 1, 30),
        "Deleted this many days after sending, if the applicant does not confirm their email "
        "address.",
    )
    declined_days = _days_field(
        "declined applications (days)",
        *(30, 7, 90),
        "Deleted this many days after the membership team declines.",
    )
    answers_days = _days_field(
        "answers of people who became members (days)",
        *(30, 0, 90),
        "Deleted this many days after approval.",
    )
    set_up_days = _days_field(
        "approved applications not set up (days)",
        *(30, 7, 90),
        "Deleted this many days after approval, if the applicant does not set up their membership.",
    )
    access_log_days = _days_field(
        "access log (days)", *(90, 30, 365), "Entries are deleted after this many days."
    )

    NAMES: ClassVar[tuple[str, ...]] = ("unconfirmed", "declined", "answers", "access_log")
    # Placeholders that are allowed in privacy texts; those in NAMES are required.
    ALL_NAMES: ClassVar[tuple[str, ...]] = (*NAMES, "set_up")

    panels: ClassVar[list[Any]] = [FieldPanel(f"{name}_days") for name in ALL_NAMES]

    class Meta:
        verbose_name = "Data retention"

    def get_periods(self) -> dict[str, str]:
        """Name -> period, such as "after 7 days", "after 1 day" or "immediately"."""
        return {name: format_period(getattr(self, f"{name}_days")) for name in self.ALL_NAMES}

    def get_rows(self) -> list[tuple[str, str]]:
        """(Data, retention period), for the table of core.blocks.retention."""
        periods = self.get_periods()
        return [
            ("An application you do not confirm", periods["unconfirmed"]),
            ("An application we decline", periods["declined"]),
            ("Your answers, if you become a member", periods["answers"]),
            ("An approved application, if you do not set up your membership", periods["set_up"]),
            ("An application you withdraw", "immediately"),
            ("The record of who opened your application", periods["access_log"]),
        ]


def format_period(days: int) -> str:
    """*days* as text, such as "after 7 days" or "immediately"."""
    if days == 0:
        return "immediately"
    return "after 1 day" if days == 1 else f"after {days} days"
