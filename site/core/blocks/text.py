"""Text blocks: rich text, headings, quotes, call-outs."""

from django.utils.functional import cached_property
from wagtail import blocks

TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul", "superscript"]


class TextBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = "Text"
        description = "Paragraphs, lists and links: most of what a page says."
        template = "blocks/rich_text.html"
        preview_value = (
            "<p>There is a chair by the window in most rooms where people are helped, "
            "and <b>another one</b> across from it.</p><ul><li>Both are chairs.</li></ul>"
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
    level = blocks.ChoiceBlock(
        choices=[("h2", "Heading"), ("h3", "Heading inside a part")], default="h2"
    )

    class Meta:
        icon = "title"
        label = "Heading"
        description = "Begins a new part of the page."
        template = "blocks/heading.html"
        value_class = HeadingValue
        preview_value = {"text": "What the first chair teaches", "level": "h2"}


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock()
    attribution = blocks.CharBlock(required=False, max_length=160, label="Said by")

    class Meta:
        icon = "openquote"
        label = "Quote"
        description = "A sentence lifted out of the text, or somebody else's words."
        template = "blocks/quote.html"
        preview_value = {
            "text": "When caring for ourselves is shared, it holds.",
            "attribution": "From our community guidelines",
        }


class CalloutBlock(blocks.StructBlock):
    tone = blocks.ChoiceBlock(
        choices=[
            ("information", "Information"),
            ("care", "Care"),
            ("done", "Good news"),
        ],
        default="information",
    )
    title = blocks.CharBlock(required=False, max_length=120)
    text = blocks.RichTextBlock(features=TEXT_FEATURES)

    class Meta:
        icon = "info-circle"
        label = "Call-out"
        description = "Something to notice, set apart from the text."
        template = "blocks/callout.html"
        preview_value = {
            "tone": "care",
            "title": "If this stirs something up",
            "text": "<p>You can stop reading here. Somebody is awake to talk to.</p>",
        }
