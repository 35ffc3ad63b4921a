"""For how long personal things are kept. What the site promises is printed from these numbers."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


def _days(label: str, default: int, least: int, most: int, help_text: str) -> Any:
    return models.PositiveSmallIntegerField(
        label,
        default=default,
        validators=[MinValueValidator(least), MaxValueValidator(most)],
        help_text=f"{help_text} From {least} to {most} days.",
    )


@register_setting(icon="history", order=90)
class RetentionSettings(BaseGenericSetting):
    """Days after which personal things are deleted. Only superusers change them."""

    unconfirmed_days = _days(
        "applications that nobody has confirmed",
        *(7, 1, 30),
        "After an application was sent, if its e-mail address is not confirmed.",
    )
    declined_days = _days(
        "declined applications", *(30, 7, 90), "After the membership team has declined."
    )
    answers_days = _days(
        "answers of people who have become members", *(30, 0, 90), "After they were approved."
    )
    set_up_days = _days(
        "approved applications that nobody has set up",
        *(30, 7, 90),
        "After they were approved, if their sender has not become a member.",
    )
    access_log_days = _days(
        "notes of who opened which application", *(90, 30, 365), "After it was opened."
    )

    NAMES: ClassVar[tuple[str, ...]] = ("unconfirmed", "declined", "answers", "access_log")
    # What promises may name, besides what they must.
    ALL_NAMES: ClassVar[tuple[str, ...]] = (*NAMES, "set_up")

    panels: ClassVar[list[Any]] = [FieldPanel(f"{name}_days") for name in ALL_NAMES]

    class Meta:
        verbose_name = "How long we keep things"

    def words(self) -> dict[str, str]:
        """What promises say: name -> "after 7 days", "after 1 day" or "at once"."""
        return {name: after(getattr(self, f"{name}_days")) for name in self.ALL_NAMES}

    def rows(self) -> list[tuple[str, str]]:
        """What is kept, and when it is deleted: for a table that everybody can read."""
        words = self.words()
        return [
            ("An application whose address was not confirmed", words["unconfirmed"]),
            ("A declined application", words["declined"]),
            ("The answers of somebody who has become a member", words["answers"]),
            ("An application that was approved, if nobody becomes a member", words["set_up"]),
            ("An application that you withdraw", "at once"),
            ("The note of who opened which application, and when", words["access_log"]),
        ]


def after(days: int) -> str:
    """*days* as a promise says it."""
    if days == 0:
        return "at once"
    return "after 1 day" if days == 1 else f"after {days} days"
