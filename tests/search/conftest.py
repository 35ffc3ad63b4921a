"""A few pages to find, and a short way of asking."""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from home.models import StandardPage
from tests.factories import make_home, publish

Write = Callable[..., StandardPage]
Ask = Callable[..., str]


@pytest.fixture(autouse=True)
def _own_copies(tmp_path: Any, settings: Any) -> None:
    """Each test writes its own copy of the site chrome."""
    settings.DATA_DIR = tmp_path


@pytest.fixture
def home(db: None) -> Page:
    return make_home()


@pytest.fixture
def write(home: Page) -> Write:
    """Publish a page with this title and these words, as editors do: that teaches its words."""

    def write_page(title: str, text: str = "", summary: str = "") -> StandardPage:
        page = publish(
            home,
            StandardPage,
            title=title,
            introduction=f"<p>{html.escape(summary)}</p>" if summary else "",
            body=[("rich_text", f"<p>{html.escape(text)}</p>")] if text else [],
        )
        page.save_revision().publish()
        return page

    return write_page


@pytest.fixture
def ask(client: Client, home: Page) -> Ask:
    """The page of results for a question; further arguments go into the address."""

    def ask_for(question: str, **query: Any) -> str:
        response = client.get("/search/", {"q": question, **query})
        assert response.status_code == 200
        return response.content.decode()

    return ask_for


def titles(page: str) -> list[str]:
    """Titles of the results, in order."""
    found = re.findall(
        r'<li class="resource-row">.*?<h2>\s*<a [^>]*>(.*?)</a>\s*</h2>', page, re.DOTALL
    )
    return [html.unescape(re.sub(r"</?mark>", "", title)).strip() for title in found]


def tabs(page: str) -> dict[str, int]:
    """The sorts of things found, and how many of each."""
    found = re.findall(r'<a href="[^"]*"[^>]*>([^<]*) <span class="muted">(\d+)</span></a>', page)
    return {label: int(count) for label, count in found}


def suggestion(page: str) -> str:
    """What the page thinks somebody meant; empty where it does not."""
    found = re.search(r"Did you mean\s+<a [^>]*><em>(.*?)</em>", page)
    return html.unescape(found.group(1)) if found else ""
