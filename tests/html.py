"""Checks for all HTML pages of the site."""

import re
from collections import Counter
from urllib.parse import urlsplit

import html5lib
from django.http.response import HttpResponseBase

# Attributes with URLs that a browser loads automatically.
LOADS = re.compile(
    r"<(?:img|script|iframe|source|video|audio|embed|object|track|use|input)\b[^>]*?"
    r"\s(?:src|srcset|data|poster|href)=\"([^\"]*)\""
    r"|<link\b(?![^>]*rel=\"(?:canonical|alternate)\")[^>]*?\shref=\"([^\"]*)\""
)
REFERENCES = re.compile(r"\saria-(?:labelledby|describedby|controls|owns)=\"([^\"]*)\"")


def assert_valid(page: str) -> None:
    """Valid HTML, with unique ids; the ids in ARIA attributes exist."""
    html5lib.HTMLParser(strict=True).parse(page)
    ids = Counter(re.findall(r'\sid="([^"]*)"', page))
    assert [name for name, count in ids.items() if count > 1] == []
    pointed_at = {name for names in REFERENCES.findall(page) for name in names.split()}
    assert pointed_at - set(ids) == set()


def assert_one_first_heading(page: str) -> None:
    assert len(re.findall(r"<h1[ >]", page)) == 1


def loaded_from(page: str) -> set[str]:
    """Hosts from which a browser would load resources, without our own."""
    found = (first or second for first, second in LOADS.findall(page) if first or second)
    addresses = [part.split()[0] for value in found for part in value.split(", ")]
    return {urlsplit(address).netloc for address in addresses} - {""}


def links_in(page: str) -> set[str]:
    """Internal links of *page*, without fragments."""
    hrefs = re.findall(r'<a\b[^>]*?\shref="([^"]*)"', page)
    return {href.replace("&amp;", "&").partition("#")[0] for href in hrefs if href[:1] == "/"}


def content_of(response: HttpResponseBase) -> bytes:
    """The whole content, also of a streaming response.

    Closing the response would close the test's transaction.
    """
    return b"".join(response.streaming_content) if response.streaming else response.content
