"""One style sheet per component, named after its template; no unused classes, sheets or symbols."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from artwork.svg.generated_cover import COVER_SIZES, PALETTES, TINTS
from config.staticfiles import concatenate_css

TEMPLATES = settings.ROOT / "templates"
STATIC = settings.STATICFILES_DIRS[0]
FOLDERS = ("site", "home", "search", "news", "events", "resources", "membership")
# Sheets that do not correspond to exactly one template.
NAMED_OTHERWISE = {
    "generated_cover": "what the tag generated_cover draws where there is no image",
    "search_form": "the search form, on the pages of search and of resources",
    "hero": "the opening of the home page and of error pages",
    "type_links": "tabs that are links: of writing, and of what search finds",
    "skip_links": "the first links of every page, in layouts/base.html",
}
# Templates for the admin, emails and the style guide.
NOT_FOR_READERS = (
    "wagtailadmin",
    "emails",
    "styleguide",
    "privacy/access_log.html",
    "mailqueue",
    "superusers",
    "core/quick_links.html",
    "core/page_privacy",
    "membership/staff",
)
# Classes without rules of their own.
CLASSES_WITHOUT_RULES = {"sign-out"}
# Passed to includes: `variant="is-featured is-wide"` becomes a class of an article card.
PASSED_ON = re.compile(r'\b(?:shape|variant)="([\w -]+)"')
CLASSES = re.compile(r'class="((?:\{%.*?%\}|\{\{.*?\}\}|[^"{])*)"')
IN_CODE = re.compile(r'class(?:="|: ")([^"]*)"')
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SELECTOR = re.compile(r"\.(-?[a-z][\w-]*)", re.IGNORECASE)
RULE = re.compile(r"[^{}]*(?=\{)")


def templates() -> Iterator[tuple[str, str]]:
    """Names and sources of the templates for readers."""
    for path in sorted(TEMPLATES.rglob("*.html")):
        name = path.relative_to(TEMPLATES).as_posix()
        if not name.startswith(NOT_FOR_READERS):
            yield name, path.read_text()


def code() -> Iterator[str]:
    """Sources of Python modules that print classes, and of scripts for readers."""
    for folder in FOLDERS:
        for path in sorted((settings.ROOT / folder).rglob("*.py")):
            if not {"migrations", "styleguide", "demo"}.intersection(path.parts):
                yield path.read_text()
    yield from (path.read_text() for path in sorted((STATIC / "js").glob("*.js")))


def find_class_names(pattern: re.Pattern[str], text: str) -> set[str]:
    return {name for found in pattern.findall(text) for name in TAG.sub(" ", found).split()}


def classes_in_templates() -> dict[str, str]:
    """Each class in a template, with the name of one such template."""
    return {
        css_class: name
        for name, text in templates()
        for css_class in find_class_names(CLASSES, text)
    }


def classes_in_use() -> set[str]:
    passed_on = {name for _, text in templates() for name in find_class_names(PASSED_ON, text)}
    in_code = {name for text in code() for name in find_class_names(IN_CODE, text)}
    return {*classes_in_templates(), *passed_on, *in_code, *COVER_SIZES, *TINTS, *PALETTES}


def classes_in_sheet() -> set[str]:
    rules = " ".join(RULE.findall(COMMENT.sub("", concatenate_css())))
    return set(SELECTOR.findall(rules))


def test_style_sheets_are_named_after_templates() -> None:
    names = {Path(name).stem for name, _ in templates()}
    sheets = {path.stem for path in (STATIC / "css" / "components").glob("*.css")}
    assert sheets - names - set(NAMED_OTHERWISE) == set()
    assert set(NAMED_OTHERWISE) <= sheets - names


def test_every_class_in_a_template_has_a_rule() -> None:
    known = classes_in_sheet() | CLASSES_WITHOUT_RULES
    found = {
        css_class: name
        for css_class, name in classes_in_templates().items()
        if css_class not in known
    }
    assert found == {}


def test_every_rule_is_for_a_class_in_use() -> None:
    assert classes_in_sheet() - classes_in_use() == set()


def test_classes_without_rules_are_still_in_use() -> None:
    assert set(classes_in_templates()) - classes_in_sheet() >= CLASSES_WITHOUT_RULES


SYMBOLS = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text()))
# Modules that choose a symbol: types of resources, meetings and search results.
CHOOSERS = (
    "resources/choices.py",
    "events/models/meeting.py",
    "search/choices.py",
    "search/browse_links.py",
)
QUOTED = re.compile(r'"([\w-]+)"')


def symbols_in_use() -> set[str]:
    by_name = re.compile(r"{% icon \"([\w-]+)\"|icons\.svg' %}#([\w-]+)")
    found = {name for _, text in templates() for pair in by_name.findall(text) for name in pair}
    chosen = {
        word for path in CHOOSERS for word in QUOTED.findall((settings.ROOT / path).read_text())
    }
    return found - {""} | chosen & SYMBOLS


def test_every_used_symbol_exists() -> None:
    assert symbols_in_use() - SYMBOLS == set()


def test_every_symbol_is_used() -> None:
    assert SYMBOLS - symbols_in_use() == set()


def test_classes_are_found_among_tags(subtests: pytest.Subtests) -> None:
    cases = [
        ('<p class="date-block{% if small %} is-small{% endif %}">', {"date-block", "is-small"}),
        ("<a class=\"{% if a == 'x' %}b{% else %}c{% endif %} {{ d }}\">", {"b", "c"}),
        ('{% include "x.html" with class="breakout" %}', {"breakout"}),
    ]
    for text, classes in cases:
        with subtests.test(text=text, classes=classes):
            assert find_class_names(CLASSES, text) == classes
