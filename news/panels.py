"""Edit panels of the news page."""

from typing import Any

from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

NEWS_PANELS: list[Any] = [
    FieldRowPanel([FieldPanel("kind"), FieldPanel("date"), FieldPanel("updated_on")]),
    FieldPanel("summary"),
    FieldPanel("body"),
    MultiFieldPanel(
        [
            FieldPanel("lead_image"),
            FieldPanel("lead_image_alt"),
            FieldPanel("lead_image_decorative"),
        ],
        heading="Lead picture",
    ),
    MultiFieldPanel(
        [FieldPanel("content_notes"), FieldPanel("content_note_level")],
        heading="Content notes",
        help_text="Shown before the text, so that nobody meets it unprepared.",
    ),
    FieldPanel("author"),
    FieldPanel("tags"),
    MultiFieldPanel(
        [
            FieldPanel("attribution"),
            FieldPanel("attributed_name"),
            FieldPanel("consent_given_on"),
            FieldPanel("review_on"),
        ],
        heading="For a story",
        help_text="Somebody's own life: it goes out only with a name to tell it under, and with "
        "that person's consent.",
        classname="collapsed",
    ),
]
PROMOTE_PANELS: list[Any] = [FieldPanel("related")]
SETTINGS_PANELS: list[Any] = [
    MultiFieldPanel([FieldPanel("comments_open"), FieldPanel("show_views")], heading="Readers"),
    MultiFieldPanel(
        [FieldPanel("legacy_url"), FieldPanel("legacy_views")],
        heading="From a former site",
        classname="collapsed",
    ),
]
