"""Formats personal data for the page "your data" and for its JSON file."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.text import slugify

from formats.dates import DATE, format_local_datetime
from privacy.registry import JsonValue, PersonalDataSection, Row

# Lone surrogates and NUL, which HTML cannot contain.
UNPRINTABLE = re.compile("[\0\ud800-\udfff]")
EMPTY: tuple[JsonValue, ...] = (None, "", [])
# More rows than these are collapsed.
MAX_VISIBLE_ROWS = 5


@dataclass(frozen=True)
class DisplaySection:
    """A section for the page. Each row is a list of labels, each with its lines of text."""

    title: str
    rows: list[list[tuple[str, list[str]]]]

    @property
    def anchor(self) -> str:
        return slugify(self.title)

    @property
    def visible_rows(self) -> list[list[tuple[str, list[str]]]]:
        return self.rows[:MAX_VISIBLE_ROWS]

    @property
    def folded_rows(self) -> list[list[tuple[str, list[str]]]]:
        return self.rows[MAX_VISIBLE_ROWS:]


def build_display_section(section: PersonalDataSection) -> DisplaySection:
    """*section* for the page."""
    return DisplaySection(section.title, [_build_display_row(row) for row in section.rows])


def build_export(sections: list[PersonalDataSection]) -> list[dict[str, Any]]:
    """*sections* for the JSON file, in which dates are in ISO 8601."""
    return [{"title": section.title, "rows": section.rows} for section in sections]


def _build_display_row(row: Row) -> list[tuple[str, list[str]]]:
    """The labels and lines of *row*, without empty values."""
    values = ((label, _format_lines(value)) for label, value in row.items() if value not in EMPTY)
    return [
        (_replace_unprintable(label), [_replace_unprintable(line) for line in lines])
        for label, lines in values
    ]


def _format_lines(value: JsonValue) -> list[str]:
    return value if isinstance(value, list) else [_format_value(value)]


def _format_value(value: str | int | bool | date | datetime | None) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return format_local_datetime(value, DATE)
    if isinstance(value, date):
        return date_format(value, DATE)
    return str(value)


def _replace_unprintable(text: str) -> str:
    return UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)
