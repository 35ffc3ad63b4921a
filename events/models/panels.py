"""Edit panels of the meeting page."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

MEETING_PANELS = [
    MultiFieldPanel(
        [
            FieldPanel("summary"),
            FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
            FieldRowPanel([FieldPanel("timezone"), FieldPanel("repeats")]),
            FieldRowPanel([FieldPanel("status"), FieldPanel("status_note")]),
        ],
        heading="What and when",
        icon="calendar-alt",
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("mode"), FieldPanel("public_area")]),
            FieldPanel("audience"),
            FieldPanel("access_information"),
        ],
        heading="Where (public)",
        icon="globe",
        help_text="Everybody reads this, signed in or not.",
    ),
    InlinePanel(
        "_member_details",
        min_num=0,
        max_num=1,
        heading="Members only",
        label="Members' part",
        icon="lock",
        help_text="The way there. Only signed-in members see this part, and people who may edit "
        "the meeting. It is in no list, search, feed or preview card.",
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("host_name"), FieldPanel("host_link")]),
            FieldRowPanel([FieldPanel("capacity"), FieldPanel("themes_document")]),
            FieldPanel("content_notes"),
        ],
        heading="Details",
        icon="list-ul",
    ),
    FieldPanel("body"),
]
