"""Highlighting of search terms in titles, with escaping."""

import html
import re

import pytest

from core.search_text import parse_terms
from search.excerpts import highlight
from tests.search.conftest import Ask, Write


def test_terms_are_highlighted_in_titles(ask: Ask, write: Write) -> None:
    write("Supervisors & their <supervisor>")
    page = ask("supervisor")
    assert "<mark>Supervisors</mark> &amp; their &lt;<mark>supervisor</mark>&gt;</a>" in page


def test_highlight_escapes_hostile_titles(subtests: pytest.Subtests) -> None:
    cases = [
        "<mark>nurse</mark>",
        "<script>nurse</script>",
        'nurse" onmouseover="alert(1)',
        "nurse</a></h2><h1>nurse",
        "&lt;nurse&gt; &amp;amp; nurse",
        "</mark><img src=x onerror=alert(1)>nurse",
        "nu\u200drse nurse\x00",
    ]
    for title in cases:
        with subtests.test(title=title):
            shown = highlight(title, parse_terms("nurse script mark"))
            assert "<mark>nurse</mark>" in shown
            plain = re.sub(r"</?mark>", "", shown)
            assert not set(plain) & set("<>\"'")
            assert html.unescape(plain) == title
