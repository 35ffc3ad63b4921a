"""Attributes of body blocks that depend on the blocks before them.

A block is drawn alone and sees nothing of its neighbours. Three things depend on them all the same:
the number of a reference, whether a heading inside a part has a part to be inside of, and by which
name a heading can be linked to.
"""

from collections import Counter
from typing import Any

from django.utils.text import slugify


def annotate_body(body: Any) -> Any:
    """The blocks of *body*, which now know their numbers and levels."""
    number_references(body)
    normalise_heading_levels(body)
    assign_heading_ids(body)
    return body


def table_of_contents(body: Any) -> list[Any]:
    """The headings of the parts of *body*, each with its ``text`` and ``anchor``."""
    headings = _values(annotate_body(body), "heading")
    return [value for value in headings if value.effective_level == "h2" and value.get("text")]


def number_references(body: Any) -> None:
    """Let several lists of references count on, so that each anchor is there once."""
    number = 1
    for value in _values(body, "references"):
        value.first = number
        number += len(value["items"])


def normalise_heading_levels(body: Any) -> None:
    """Let the first heading stand right below the title of the page, whatever was chosen."""
    for value in _values(body, "heading"):
        if value.get("level") != "h3":
            return
        value.effective_level = "h2"


def assign_heading_ids(body: Any) -> None:
    """Give each heading a name of its own: "part-" keeps it apart from the rest of the page."""
    counts: Counter[str] = Counter()
    for value in _values(body, "heading"):
        anchor = f"part-{slugify(value.get('text') or '')[:60]}"
        counts[anchor] += 1
        value.anchor = anchor if counts[anchor] == 1 else f"{anchor}-{counts[anchor]}"


def _values(body: Any, block_type: str) -> list[Any]:
    return [block.value for block in body if block.block_type == block_type]
