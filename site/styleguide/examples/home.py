"""Sections of the home page, for the style guide, with unsaved pages."""

from collections.abc import Iterator
from typing import Any

from home.blocks import HomeStreamBlock, ListingSectionBlock
from styleguide import WINDOW, Example
from styleguide.examples.blocks import get_block_examples
from styleguide.examples.events import meeting
from styleguide.examples.news import articles
from styleguide.examples.resources import helpline, resource


def items() -> dict[str, list[Any]]:
    """Items of each section, by the name of its block."""
    return {
        "latest_news": articles(),
        "next_meetings": [meeting(), meeting("A slow walk")],
        "featured_resources": [resource(), helpline(), resource("Going back slowly")],
    }


def examples() -> Iterator[Example]:
    for name, block in HomeStreamBlock().child_blocks.items():
        if isinstance(block, ListingSectionBlock):
            yield from listing(name, block)
        else:
            yield from get_block_examples(block, WINDOW)


def listing(name: str, block: ListingSectionBlock) -> Iterator[Example]:
    """The section with several items, one and none, and without a heading."""
    several, value = items()[name], block.get_preview_value()
    untitled = block.normalize({**value, "heading": ""})
    for state, shown in {"several": several, "one": several[:1], "none": []}.items():
        yield _listed(block, state, value, shown)
    yield _listed(block, "without a heading", untitled, several)


def _listed(block: ListingSectionBlock, state: str, value: Any, shown: list[Any]) -> Example:
    context = {"self": value, "items": shown}
    return Example(block.meta.template, f"{block.label}, {state}", context, WINDOW)
