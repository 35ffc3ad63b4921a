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
        heading="Summary and dates",
        icon="calendar-alt",
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("mode"), FieldPanel("public_area")]),
            FieldPanel("audience"),
            FieldPanel("access_information"),
        ],
        heading="Format, area and audience",
        icon="globe",
        help_text="Everyone can see this, signed in or not.",
    ),
    InlinePanel(
        "_member_details",
        min_num=0,
        max_num=1,
        heading="Member-only details",
        label="Member-only details",
        icon="lock",
        help_text="How to get there or join online. Only signed-in members and people who can edit "
        "the meeting can see this. It is never shown in lists, search results, feeds or link "
        "previews.",
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("host_name"), FieldPanel("host_link")]),
            FieldRowPanel([FieldPanel("capacity"), FieldPanel("themes_document")]),
            FieldPanel("content_notes"),
        ],
        heading="More details",
        icon="list-ul",
    ),
    FieldPanel("body"),
]
