"""A table of retention periods."""

from typing import Any

from django.apps import apps
from wagtail import blocks


class RetentionBlock(blocks.StructBlock):
    """A table of the retention periods in RetentionSettings, which the site applies."""

    caption = blocks.CharBlock(max_length=120, default="How long we keep your application")

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        settings = apps.get_model("privacy", "RetentionSettings").load()
        return {**super().get_context(value, parent_context), "rows": settings.get_rows()}

    class Meta:
        icon = "history"
        label = "Data retention table"
        description = (
            "A table that shows how long applications are kept. It uses the numbers under "
            "Settings > Data retention."
        )
        template = "blocks/retention.html"
        preview_value = {"caption": "How long we keep your application"}
