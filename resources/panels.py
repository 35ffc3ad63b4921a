"""Edit panels of the resource page."""

from typing import Any

from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

RESOURCE_PANELS: list[Any] = [
    FieldPanel("summary"),
    FieldPanel("kind"),
    MultiFieldPanel(
        [
            FieldPanel("source_name"),
            FieldPanel("source_url"),
            FieldPanel("document"),
            FieldRowPanel([FieldPanel("published_year"), FieldPanel("nation")]),
        ],
        heading="Source",
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("phone"), FieldPanel("phone_url")]),
            FieldPanel("hours"),
        ],
        heading="Helpline",
        help_text="For helplines only. The number is shown in large text.",
    ),
    MultiFieldPanel(
        [FieldPanel("topics"), FieldPanel("professions"), FieldPanel("selected_stages")],
        heading="Topics and audience",
    ),
    FieldPanel("content_notes"),
    FieldPanel("body"),
    FieldPanel("picture_credit"),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("checked_on"), FieldPanel("review_by")])],
        heading="Review",
    ),
]
