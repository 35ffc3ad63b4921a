"""What a block of a body needs to know of those before it.

A block is drawn alone and sees nothing of its neighbours. Three things depend on them all the same:
the number of a reference, whether a heading inside a part has a part to be inside of, and by which
name a heading can be linked to.
"""

from collections import Counter
from typing import Any

from django.utils.text import slugify


def outline(body: Any) -> Any:
    """The blocks of *body*, which now know their numbers and levels."""
    number_references(body)
    settle_headings(body)
    name_headings(body)
    return body


def contents(body: Any) -> list[Any]:
    """The headings of the parts of *body*, each with its ``text`` and ``anchor``."""
    headings = _values(outline(body), "heading")
    return [value for value in headings if value.shown_level == "h2" and value.get("text")]


def number_references(body: Any) -> None:
    """Let several lists of references count on, so that each anchor is there once."""
    number = 1
    for value in _values(body, "references"):
        value.first = number
        number += len(value["items"])


def settle_headings(body: Any) -> None:
    """Let the first heading stand right below the title of the page, whatever was chosen."""
    for value in _values(body, "heading"):
        if value.get("level") != "h3":
            return
        value.shown_level = "h2"


def name_headings(body: Any) -> None:
    """Give each heading a name of its own: "part-" keeps it apart from the rest of the page."""
    times: Counter[str] = Counter()
    for value in _values(body, "heading"):
        name = f"part-{slugify(value.get('text') or '')[:60]}"
        times[name] += 1
        value.anchor = name if times[name] == 1 else f"{name}-{times[name]}"


def _values(body: Any, name: str) -> list[Any]:
    return [block.value for block in body if block.block_type == name]
