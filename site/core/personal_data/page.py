"""The same data for reading: days as people write them, yes and no, and short lists at once."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify

from core.personal_data.registry import Held, Plain, Row

# What no page can carry: halves of letters, and NUL.
UNPRINTABLE = re.compile("[\0\ud800-\udfff]")
EMPTY: tuple[Plain, ...] = (None, "", [])
# More rows than these are folded.
SHOWN_AT_ONCE = 5


@dataclass(frozen=True)
class Printed:
    """A section for the page. Each row: labels with the lines that stand beside them."""

    title: str
    rows: list[list[tuple[str, list[str]]]]

    @property
    def anchor(self) -> str:
        return slugify(self.title)

    @property
    def first(self) -> list[list[tuple[str, list[str]]]]:
        return self.rows[:SHOWN_AT_ONCE]

    @property
    def more(self) -> list[list[tuple[str, list[str]]]]:
        return self.rows[SHOWN_AT_ONCE:]


def printed(held: Held) -> Printed:
    """*held* as it stands on the page."""
    return Printed(held.title, [_printed_row(row) for row in held.rows])


def plain(held: list[Held]) -> list[dict[str, Any]]:
    """All of *held* for a file of JSON, where days and moments are in ISO 8601."""
    return [{"title": section.title, "rows": section.rows} for section in held]


def _printed_row(row: Row) -> list[tuple[str, list[str]]]:
    """What is there: a label beside which nothing stands would only alarm."""
    told = ((label, _lines(value)) for label, value in row.items() if value not in EMPTY)
    return [(_whole(label), [_whole(line) for line in lines]) for label, lines in told]


def _lines(value: Plain) -> list[str]:
    return value if isinstance(value, list) else [_written(value)]


def _written(value: str | int | bool | date | datetime | None) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j F Y, H:i")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    return str(value)


def _whole(text: str) -> str:
    return UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)
