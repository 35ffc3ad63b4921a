"""What must hold of every page of HTML that we send."""

import re
from collections import Counter
from urllib.parse import urlsplit

import html5lib
from django.http.response import HttpResponseBase

# Attributes from which a browser loads something without being asked.
LOADS = re.compile(
    r"<(?:img|script|iframe|source|video|audio|embed|object|track|use|input)\b[^>]*?"
    r"\s(?:src|srcset|data|poster|href)=\"([^\"]*)\""
    r"|<link\b(?![^>]*rel=\"(?:canonical|alternate)\")[^>]*?\shref=\"([^\"]*)\""
)
REFERENCES = re.compile(r"\saria-(?:labelledby|describedby|controls|owns)=\"([^\"]*)\"")


def assert_valid(page: str) -> None:
    """The strict parser is silent, ids are unique, and what ARIA points at is there."""
    html5lib.HTMLParser(strict=True).parse(page)
    ids = Counter(re.findall(r'\sid="([^"]*)"', page))
    assert [name for name, count in ids.items() if count > 1] == []
    pointed_at = {name for names in REFERENCES.findall(page) for name in names.split()}
    assert pointed_at - set(ids) == set()


def assert_one_first_heading(page: str) -> None:
    assert len(re.findall(r"<h1[ >]", page)) == 1


def loaded_from(page: str) -> set[str]:
    """The hosts from which a browser would load something; our own addresses have none."""
    found = (first or second for first, second in LOADS.findall(page) if first or second)
    addresses = [part.split()[0] for value in found for part in value.split(", ")]
    return {urlsplit(address).netloc for address in addresses} - {""}


def links_in(page: str) -> set[str]:
    """Where the links of *page* lead, on this site, without the part behind #."""
    hrefs = re.findall(r'<a\b[^>]*?\shref="([^"]*)"', page)
    return {href.replace("&amp;", "&").partition("#")[0] for href in hrefs if href[:1] == "/"}


def content_of(response: HttpResponseBase) -> bytes:
    """All of the answer, streamed or not. Closing it by hand would close the test's transaction."""
    return b"".join(response.streaming_content) if response.streaming else response.content
