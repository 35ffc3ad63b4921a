"""Canary values of an application, and helpers to find them."""

import base64
from collections.abc import Iterator
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.db import connection

# Field -> its canary value.
CANARIES = {
    "email": "canary-5b1e",
    "name": "canary-81c4",
    "q_one_line": "canary-27fd",
    "q_many_lines": "canary-9a03",
    "q_a_number": "8361927465",
    "q_choose_one": "canary-6e70",
    "q_choose_any": "canary-d1b8",
    "eligible": "canary-4f52",
}
# Public choices, which are also shown on the join page.
ON_THE_PAGE = {"q_choose_one", "q_choose_any", "eligible"}
PRIVATE = CANARIES.keys() - ON_THE_PAGE
VALUES = {
    **CANARIES,
    "email": f"{CANARIES['email']}@example.org",
    "q_many_lines": f"My\r\n{CANARIES['q_many_lines']}",
    "eligible": "on",
}
PAGE = {"eligibility_statement": f"I am a {CANARIES['eligible']}."}
QUESTIONS: list[dict[str, Any]] = [
    {"label": "One line", "field_type": "singleline"},
    {"label": "Many lines", "field_type": "multiline"},
    {"label": "A number", "field_type": "number"},
    {"label": "Choose one", "field_type": "radio", "choices": CANARIES["q_choose_one"]},
    {"label": "Choose any", "field_type": "checkboxes", "choices": CANARIES["q_choose_any"]},
]


def find_canaries(*texts: object) -> set[str]:
    """The fields whose canary value appears in one of *texts*."""
    text = "\n".join(map(str, texts)).lower()
    return {name for name, canary in CANARIES.items() if canary in text}


def tables() -> dict[str, str]:
    """Every table of the database -> all its rows as text."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        return {name: "\n".join(_rows(cursor, name)) for name in names}


def cached() -> str:
    """The content of the cache, in the form in which bytes are printed."""
    cache = caches["default"]
    if not isinstance(cache, DatabaseCache):
        client = cache._cache.get_client()
        return "\n".join(f"{key}: {client.get(key)}" for key in client.scan_iter())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT cache_key, value FROM {cache._table}")  # noqa: S608
        return "\n".join(f"{key}: {base64.b64decode(value)}" for key, value in cursor.fetchall())


def _rows(cursor: Any, table: str) -> Iterator[str]:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
    for row in cursor.fetchall():
        yield repr([bytes(cell) if isinstance(cell, memoryview) else cell for cell in row])
