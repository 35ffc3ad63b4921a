"""StreamField blocks of page bodies.

Models import them, and apps that define blocks of their own. Blocks import no models.
"""

from typing import Any

from wagtail import blocks

from core.blocks.body_structure import annotate_body
from core.blocks.links import ButtonBlock, JoinCallBlock, LinkBlock, LinkCardsBlock
from core.blocks.lists import PeopleBlock, QuestionsBlock, StepsBlock, TableBlock
from core.blocks.media import DocumentBlock, FigureBlock, ImageTextBlock, VideoBlock
from core.blocks.references import ReferencesBlock
from core.blocks.retention import RetentionBlock
from core.blocks.text import CalloutBlock, HeadingBlock, QuoteBlock, TextBlock

__all__ = ["BodyStreamBlock", "LinkBlock"]

TEXT_GROUP, MEDIA_GROUP, LISTS_GROUP, LINKS_GROUP = (
    "Text",
    "Images and files",
    "Lists",
    "Links and buttons",
)


class BodyStreamBlock(blocks.StreamBlock):
    """All blocks that editors can add to the body of a page."""

    rich_text = TextBlock(group=TEXT_GROUP)
    heading = HeadingBlock(group=TEXT_GROUP)
    quote = QuoteBlock(group=TEXT_GROUP)
    callout = CalloutBlock(group=TEXT_GROUP)
    image = FigureBlock(group=MEDIA_GROUP)
    image_text = ImageTextBlock(group=MEDIA_GROUP)
    document = DocumentBlock(group=MEDIA_GROUP)
    video = VideoBlock(group=MEDIA_GROUP)
    questions = QuestionsBlock(group=LISTS_GROUP)
    steps = StepsBlock(group=LISTS_GROUP)
    people = PeopleBlock(group=LISTS_GROUP)
    table = TableBlock(group=LISTS_GROUP)
    references = ReferencesBlock(group=LISTS_GROUP)
    retention = RetentionBlock(group=LISTS_GROUP)
    button = ButtonBlock(group=LINKS_GROUP)
    link_cards = LinkCardsBlock(group=LINKS_GROUP)
    join_call = JoinCallBlock(group=LINKS_GROUP)

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        return super().get_context(annotate_body(value), parent_context)

    class Meta:
        # Renders the blocks without Wagtail's wrapping elements.
        template = "blocks/body.html"
