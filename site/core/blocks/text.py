"""Text blocks: rich text, headings, quotes, call-outs."""

from django.utils.functional import cached_property
from wagtail import blocks

TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul", "superscript"]


class TextBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = "Text"
        description = "Paragraphs, lists and links."
        template = "blocks/rich_text.html"
        preview_value = (
            "<p>We meet <b>once a month</b>, in person and online.</p>"
            "<ul><li>You do not have to speak.</li></ul>"
        )


class HeadingValue(blocks.StructValue):
    anchor = ""
    """The id of the heading, set by body_structure.assign_heading_ids."""

    @cached_property
    def effective_level(self) -> str:
        """The chosen level, unless body_structure.normalise_heading_levels has raised it."""
        return "h3" if self.get("level") == "h3" else "h2"


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=160)
    level = blocks.ChoiceBlock(choices=[("h2", "Heading"), ("h3", "Subheading")], default="h2")

    class Meta:
        icon = "title"
        label = "Heading"
        description = "Starts a new section of the page."
        template = "blocks/heading.html"
        value_class = HeadingValue
        preview_value = {"text": "What we have learned", "level": "h2"}


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock()
    attribution = blocks.CharBlock(required=False, max_length=160, label="Who said it")

    class Meta:
        icon = "openquote"
        label = "Quote"
        description = "A sentence from the text, or someone else’s words."
        template = "blocks/quote.html"
        preview_value = {
            "text": "We look after each other.",
            "attribution": "From our community guidelines",
        }


class CalloutBlock(blocks.StructBlock):
    tone = blocks.ChoiceBlock(
        choices=[
            ("information", "Information"),
            ("care", "Take care"),
            ("done", "Success"),
        ],
        default="information",
        label="Style",
    )
    title = blocks.CharBlock(required=False, max_length=120)
    text = blocks.RichTextBlock(features=TEXT_FEATURES)

    class Meta:
        icon = "info-circle"
        label = "Callout"
        description = "A highlighted box for important information."
        template = "blocks/callout.html"
        preview_value = {
            "tone": "care",
            "title": "If this brings up difficult feelings",
            "text": "<p>You can stop reading here. Samaritans are there to listen, day and night, "
            "on 116 123.</p>",
        }
