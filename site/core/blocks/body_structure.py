"""Set attributes of body blocks that depend on the blocks before them.

Each block is rendered on its own, but the number of a reference, and the level and id of a heading,
depend on other blocks.
"""

from collections import Counter
from typing import Any

from django.utils.text import slugify


def annotate_body(body: Any) -> Any:
    """Set numbers, levels and ids on the blocks of *body*, and return it."""
    number_references(body)
    normalise_heading_levels(body)
    assign_heading_ids(body)
    return body


def table_of_contents(body: Any) -> list[Any]:
    """The h2 headings of *body*, each with ``text`` and ``anchor``."""
    headings = _values(annotate_body(body), "heading")
    return [value for value in headings if value.effective_level == "h2" and value.get("text")]


def number_references(body: Any) -> None:
    """Number references continuously through all lists of *body*, so that anchors are unique."""
    number = 1
    for value in _values(body, "references"):
        value.first = number
        number += len(value["items"])


def normalise_heading_levels(body: Any) -> None:
    """Change h3 headings before the first h2 to h2, so that no level is skipped."""
    for value in _values(body, "heading"):
        if value.get("level") != "h3":
            return
        value.effective_level = "h2"


def assign_heading_ids(body: Any) -> None:
    """Give each heading a unique id. The prefix "part-" avoids conflicts with other ids."""
    counts: Counter[str] = Counter()
    for value in _values(body, "heading"):
        anchor = f"part-{slugify(value.get('text') or '')[:60]}"
        counts[anchor] += 1
        value.anchor = anchor if counts[anchor] == 1 else f"{anchor}-{counts[anchor]}"


def _values(body: Any, block_type: str) -> list[Any]:
    return [block.value for block in body if block.block_type == block_type]
