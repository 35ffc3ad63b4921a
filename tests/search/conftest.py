"""Fixtures for pages to find, and for searching."""

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
    """Each test has its own snapshot of the site chrome."""
    settings.DATA_DIR = tmp_path


@pytest.fixture
def home(db: None) -> Page:
    return make_home()


@pytest.fixture
def write(home: Page) -> Write:
    """Publish a page with a title and text, with a revision: this updates the vocabulary."""

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
    """The results page of a query; further arguments are added to the query string."""

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
    """Types of results, and the number of each."""
    found = re.findall(r'<a href="[^"]*"[^>]*>([^<]*) <span class="muted">(\d+)</span></a>', page)
    return {label: int(count) for label, count in found}


def suggestion(page: str) -> str:
    """The suggested spelling; empty if there is none."""
    found = re.search(r"Showing results for\s+“<a [^>]*><em>(.*?)</em>", page)
    return html.unescape(found.group(1)) if found else ""
