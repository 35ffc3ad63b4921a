"""Views of the style guide."""

import re
from itertools import count
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe

from styleguide import Example, get_all_groups
from styleguide.samples import SURROUNDINGS

ID = re.compile(r'(?<=\sid=")[^"]+(?=")')
POINTERS = re.compile(r'\s(?:for|aria-\w+|list)="[^"]*"|(?:href="|url\()#[^")]+')


def index(request: HttpRequest) -> HttpResponse:
    """The list of groups, with the names of their templates."""
    groups = [
        {"group": group, "names": dict.fromkeys(example.name for example in group.examples())}
        for group in get_all_groups().values()
    ]
    return render(request, "styleguide/index.html", {"groups": groups})


def show(request: HttpRequest, slug: str) -> HttpResponse:
    """The examples of one group, with unique ids."""
    groups = get_all_groups()
    if slug not in groups:
        raise Http404
    number = count(1)
    examples = [
        _render_example(example, request, next(number)) for example in groups[slug].examples()
    ]
    context = {"group": groups[slug], "examples": examples, "groups": groups.values()}
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
