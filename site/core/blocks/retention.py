"""A table of retention periods."""

from typing import Any

from django.apps import apps
from wagtail import blocks


class RetentionBlock(blocks.StructBlock):
    """A table of the retention periods in RetentionSettings, which the site applies."""

    caption = blocks.CharBlock(
        max_length=120, default="How long we keep what you tell us when you apply"
    )

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        settings = apps.get_model("privacy", "RetentionSettings").load()
        return {**super().get_context(value, parent_context), "rows": settings.get_rows()}

    class Meta:
        icon = "history"
        label = "How long we keep things"
        description = "A table with the days that this site really keeps applications for."
        template = "blocks/retention.html"
        preview_value = {"caption": "How long we keep what you tell us when you apply"}
