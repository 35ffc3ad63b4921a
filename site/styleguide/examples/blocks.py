"""Examples of each StreamField block of a body: preview, empty, long and hostile values."""

from collections.abc import Callable, Iterable, Iterator
from html import escape
from typing import Any

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageBlock

from core.blocks import BodyStreamBlock
from styleguide import TEXT, Example
from styleguide.samples import HOSTILE, LONG_SENTENCE, LONG_WORD

LONG = f"{LONG_SENTENCE}{LONG_WORD}"
GetText = Callable[[Any], str]


def get_block_examples(block: blocks.Block, width: str) -> Iterator[Example]:
    """*block* with its preview value (as in the block picker), and with extreme values."""
    name = getattr(block.meta, "template", "") or str(block.label)
    values = {
        "preview": block.get_preview_value(),
        "empty": block.to_python(fill_block(block, lambda leaf: "", times=1)),
        "very long text": block.to_python(fill_block(block, _get_long_text)),
        "hostile text": block.to_python(fill_block(block, _get_hostile_text)),
    }
    for state, value in values.items():
        context = {"value": value}
        yield Example(name, f"{block.label}, {state}", context, width, block=block)


def fill_block(block: Any, get_text: GetText, times: int = 4) -> Any:
    """The stored value of *block* with texts from *get_text*, and lists of *times* items."""
    if isinstance(block, blocks.ChoiceBlock):
        return block.get_default()
    if isinstance(block, blocks.URLBlock):
        return get_text(block) and "https://example.org/"
    if isinstance(block, TypedTableBlock):
        return _table(get_text, times)
    if isinstance(block, blocks.ChooserBlock | blocks.IntegerBlock | ImageBlock):
        return None
    if isinstance(block, blocks.StructBlock):
        return {
            name: fill_block(child, get_text, times) for name, child in block.child_blocks.items()
        }
    if isinstance(block, blocks.ListBlock):
        return [fill_block(block.child_block, get_text, times)] * times
    return "https://example.org/" if block.name == "url" and get_text(block) else get_text(block)


def _table(get_text: GetText, times: int) -> dict[str, Any]:
    kind = blocks.CharBlock()
    columns = [{"type": "text", "heading": get_text(kind)[:60]}] * times
    return {"columns": columns, "rows": [{"values": [get_text(kind)[:90]] * times}] * times}


def _get_long_text(block: Any) -> str:
    if isinstance(block, blocks.RichTextBlock):
        return f"<p>{LONG}</p><ul><li>{LONG_SENTENCE}</li></ul>" * 2
    max_length = getattr(getattr(block, "field", None), "max_length", None) or 500
    return LONG[-max_length:]


def _get_hostile_text(block: Any) -> str:
    # Saved rich text is sanitised, so markup can only occur as escaped text.
    is_rich = isinstance(block, blocks.RichTextBlock)
    return f"<p>{escape(HOSTILE)}</p>" if is_rich else HOSTILE


def examples() -> Iterable[Example]:
    for block in BodyStreamBlock().child_blocks.values():
        yield from get_block_examples(block, TEXT)
