"""The blocks that bodies are made of, a file per family."""

from typing import Any

from wagtail import blocks

from core.blocks.links import ButtonBlock, JoinCallBlock, LinkBlock, LinkCardsBlock
from core.blocks.lists import PeopleBlock, QuestionsBlock, StepsBlock, TableBlock
from core.blocks.media import DocumentBlock, FigureBlock, ImageTextBlock, VideoBlock
from core.blocks.outline import outline
from core.blocks.promises import RetentionBlock
from core.blocks.references import ReferencesBlock
from core.blocks.text import CalloutBlock, HeadingBlock, QuoteBlock, TextBlock

__all__ = ["BodyStreamBlock", "LinkBlock"]

WORDS, PICTURES, LISTS, WAYS_ON = "Words", "Pictures and files", "Lists", "Ways on"


class BodyStreamBlock(blocks.StreamBlock):
    """Everything an editor can put into the body of a page."""

    rich_text = TextBlock(group=WORDS)
    heading = HeadingBlock(group=WORDS)
    quote = QuoteBlock(group=WORDS)
    callout = CalloutBlock(group=WORDS)
    image = FigureBlock(group=PICTURES)
    image_text = ImageTextBlock(group=PICTURES)
    document = DocumentBlock(group=PICTURES)
    video = VideoBlock(group=PICTURES)
    questions = QuestionsBlock(group=LISTS)
    steps = StepsBlock(group=LISTS)
    people = PeopleBlock(group=LISTS)
    table = TableBlock(group=LISTS)
    references = ReferencesBlock(group=LISTS)
    retention = RetentionBlock(group=LISTS)
    button = ButtonBlock(group=WAYS_ON)
    link_cards = LinkCardsBlock(group=WAYS_ON)
    join_call = JoinCallBlock(group=WAYS_ON)

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        return super().get_context(outline(value), parent_context)

    class Meta:
        # Without the wrapping elements that Wagtail puts around each block of its own accord.
        template = "blocks/body.html"
