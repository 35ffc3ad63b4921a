"""What a page of HTML says, and whether it is well formed."""

import re
from collections import Counter
from itertools import pairwise

import html5lib

from core.text import plain_text


def assert_valid(page: str) -> None:
    """The strict parser is silent, ids are unique and what they label exists."""
    html5lib.HTMLParser(strict=True).parse(page)
    ids = Counter(re.findall(r'\sid="([^"]*)"', page))
    assert [name for name, count in ids.items() if count > 1] == []
    assert set(re.findall(r'aria-labelledby="([^"]*)"', page)) <= set(ids)
    levels = [int(level) for level in re.findall(r"<h([1-6])", main_of(page))]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def main_of(page: str) -> str:
    """What stands between header and footer."""
    found = re.search(r"<main[^>]*>(.*)</main>", page, re.DOTALL)
    assert found
    return found.group(1)


def words_of(page: str) -> str:
    """The words of *page*, as one line."""
    spaced = re.sub(r"</(?:dt|dd|span)>", r"\g<0> ", page)
    return re.sub(r" ([,.)])", r"\1", plain_text(spaced))
