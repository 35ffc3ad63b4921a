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
        heading="Where it comes from",
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("phone"), FieldPanel("phone_url")]),
            FieldPanel("hours"),
        ],
        heading="Helpline",
        help_text="Only for helplines: the number is printed large.",
    ),
    MultiFieldPanel(
        [FieldPanel("topics"), FieldPanel("professions"), FieldPanel("selected_stages")],
        heading="Whom it is for",
    ),
    FieldPanel("content_notes"),
    FieldPanel("body"),
    FieldPanel("picture_credit"),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("checked_on"), FieldPanel("review_by")])],
        heading="Looking at it again",
    ),
]
