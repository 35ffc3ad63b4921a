"""Helplines on the urgent help page."""

import re
from typing import Any

from django.template.loader import render_to_string

from tests.events.html import get_text, in_order

FIRST = {"name": "Life at risk", "number": "999", "url": "tel:999", "text": "Ring, or go to A&E."}
SECOND = {"name": "Lifeline", "number": "0808 808 8000", "url": "tel:08088088000",
          "hours": "Day and night", "nation": "Northern Ireland",
          "text": "For distress."}  # fmt: skip
POSTAL = {"name": "By letter", "number": "A box number", "url": ""}


def shown(*lines: dict[str, Any]) -> str:
    return render_to_string("components/helpline_list.html", {"site_chrome": {"helplines": lines}})


def test_first_helpline_is_set_apart() -> None:
    page = shown(FIRST, SECOND, POSTAL)
    assert page.count('class="first-helpline"') == 1
    assert page.count('class="help"') == 2
    assert in_order(page, 'class="first-helpline"', "999", 'class="help"', "Lifeline", "By letter")


def test_helpline_number_precedes_text() -> None:
    text = get_text(shown(FIRST, SECOND))
    assert in_order(text, "Life at risk", "999", "Ring, or go", "Lifeline", "0808", "For distress")
    assert "0808 808 8000 Day and night, Northern Ireland" in text


def test_helpline_number_is_link_with_url_only() -> None:
    page = shown(FIRST, SECOND, POSTAL)
    assert re.findall(r'class="phone-number" href="([^"]*)"', page) == [
        "tel:999",
        "tel:08088088000",
    ]
    assert '<p class="phone-number">A box number</p>' in page


def test_helpline_list_is_empty_without_helplines() -> None:
    assert not get_text(shown())
