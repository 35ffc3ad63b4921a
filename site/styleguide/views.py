"""Views of the style guide."""

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe

from styleguide import Example
from styleguide.examples import GROUPS
from styleguide.samples import SURROUNDINGS

ID = re.compile(r'(?<=\sid=")[^"]+(?=")')
POINTERS = re.compile(r'\s(?:for|aria-\w+|list)="[^"]*"|(?:href="|url\()#[^")]+')


def index(request: HttpRequest) -> HttpResponse:
    """The list of groups, with the names of their templates."""
    groups = [
        {"group": group, "names": dict.fromkeys(example.name for example in group.examples())}
        for group in GROUPS
    ]
    return render(request, "styleguide/index.html", {"groups": groups})


def show(request: HttpRequest, slug: str) -> HttpResponse:
    """The examples of one group, with unique ids."""
    group = next((group for group in GROUPS if group.slug == slug), None)
    if group is None:
        raise Http404
    examples = [
        _render_example(example, request, number)
        for number, example in enumerate(group.examples(), start=1)
    ]
    context = {"group": group, "examples": examples}
    return render(request, "styleguide/group.html", context)


def _render_example(example: Example, request: HttpRequest, number: int) -> dict[str, Any]:
    html = example.render(request, SURROUNDINGS)
    return {"example": example, "number": number, "html": make_ids_unique(html, number)}


def make_ids_unique(html: str, number: int) -> SafeString:
    """*html* with suffixed ids, so that a page can show one component in several states."""
    ids = set(ID.findall(html))

    def add_suffix(match: re.Match[str]) -> str:
        return re.sub(r'[^\s"#(]+(?=[\s"]|$)', lambda m: _suffix_if_id(m[0], ids, number), match[0])

    renamed = ID.sub(lambda match: f"{match[0]}-{number}", html)
    return mark_safe(POINTERS.sub(add_suffix, renamed))  # noqa: S308


def _suffix_if_id(name: str, ids: set[str], number: int) -> str:
    return f"{name}-{number}" if name in ids else name
