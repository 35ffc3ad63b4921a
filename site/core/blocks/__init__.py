"""The blocks that bodies are made of, a file per family."""

from wagtail import blocks

from core.blocks.links import ButtonBlock, JoinCallBlock, LinkBlock, LinkCardsBlock
from core.blocks.lists import PeopleBlock, QuestionsBlock, StepsBlock, TableBlock
from core.blocks.media import DocumentBlock, FigureBlock, ImageTextBlock, VideoBlock
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
    button = ButtonBlock(group=WAYS_ON)
    link_cards = LinkCardsBlock(group=WAYS_ON)
    join_call = JoinCallBlock(group=WAYS_ON)

    class Meta:
        # Without the wrapping elements that Wagtail puts around each block of its own accord.
        template = "blocks/body.html"
