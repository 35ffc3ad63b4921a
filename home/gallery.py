"""Sections of the home page, for the gallery. Those that list others list pages never saved."""

from collections.abc import Iterator
from typing import Any

from core.gallery import WINDOW, Example, group
from core.gallery.blocks import states_of
from events.gallery import meeting
from home.blocks import HomeStreamBlock, ListingSectionBlock
from news.gallery import articles
from resources.gallery import helpline, resource


def items() -> dict[str, list[Any]]:
    """What each section lists, by its name in the stream."""
    return {
        "latest_news": articles(),
        "next_meetings": [meeting(), meeting("A slow walk")],
        "featured_resources": [resource(), helpline(), resource("Going back slowly")],
    }


@group("sections", "Sections of the home page")
def examples() -> Iterator[Example]:
    for name, block in HomeStreamBlock().child_blocks.items():
        if isinstance(block, ListingSectionBlock):
            yield from listing(name, block)
        else:
            yield from states_of(block, WINDOW)


def listing(name: str, block: ListingSectionBlock) -> Iterator[Example]:
    """With several, with one, with none, and without its heading."""
    several, value = items()[name], block.get_preview_value()
    untitled = block.normalize({**value, "heading": ""})
    for state, shown in {"several": several, "one": several[:1], "none": []}.items():
        yield _listed(block, state, value, shown)
    yield _listed(block, "without a heading", untitled, several)


def _listed(block: ListingSectionBlock, state: str, value: Any, shown: list[Any]) -> Example:
    context = {"self": value, "items": shown}
    return Example(block.meta.template, f"{block.label}, {state}", context, WINDOW)
