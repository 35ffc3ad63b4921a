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
        heading="Lead image",
    ),
    MultiFieldPanel(
        [FieldPanel("content_notes"), FieldPanel("content_note_level")],
        heading="Content notes",
        help_text="Shown before the text so that readers know what it is about and can decide "
        "whether to read it.",
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
        heading="Stories only",
        help_text="A story is about someone’s own life. You can only publish it with a name to "
        "show and the person’s consent.",
        classname="collapsed",
    ),
]
PROMOTE_PANELS: list[Any] = [FieldPanel("related")]
SETTINGS_PANELS: list[Any] = [
    MultiFieldPanel(
        [FieldPanel("comments_open"), FieldPanel("show_views")], heading="Comments and views"
    ),
    MultiFieldPanel(
        [FieldPanel("legacy_url"), FieldPanel("legacy_views")],
        heading="Previous website",
        classname="collapsed",
    ),
]
