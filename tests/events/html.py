"""Helpers for the content of HTML pages."""

import re
from itertools import pairwise

from core.text import strip_markup
from tests import html


def assert_valid(page: str) -> None:
    """Valid HTML, with one h1 and no skipped heading level."""
    html.assert_valid(page)
    html.assert_one_first_heading(page)
    levels = [int(level) for level in re.findall(r"<h([1-6])", main_of(page))]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def main_of(page: str) -> str:
    """The content of the main element."""
    found = re.search(r"<main[^>]*>(.*)</main>", page, re.DOTALL)
    assert found
    return found.group(1)


def get_text(page: str) -> str:
    """The text of *page* in one line."""
    spaced = re.sub(r"</(?:dt|dd|span)>", r"\g<0> ", page)
    return re.sub(r" ([,.)])", r"\1", strip_markup(spaced))


def in_order(text: str, *parts: str) -> bool:
    """Whether *text* contains all of *parts*, with their first occurrences in this order."""
    places = [text.find(part) for part in parts]
    return -1 not in places and places == sorted(places)
