"""What need not be read again until an editor changes something.

The copy of the site chrome on disk (core.chrome) is discarded before, and written after, every
change of a page, of privacy or of settings, whichever process makes it. So its age tells all
processes whether what they have read still holds; while there is no copy, nothing is recalled.
"""

import os
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings

T = TypeVar("T")
Edition = tuple[int, int]

MOST_ENTRIES = 2000
_edition: Edition | None = None
_book: dict[Hashable, Any] = {}


def snapshot_path() -> Path:
    """Where the copy of the site chrome lies."""
    return Path(settings.DATA_DIR) / "site-chrome.json"


def current_edition() -> Edition | None:
    """What changes with every change of the site; None while a change is under way."""
    try:
        known = os.stat(snapshot_path())
    except OSError:
        return None
    return known.st_mtime_ns, known.st_ino


def recall(key: Hashable, read: Callable[[], T]) -> T:
    """What *read* returned for *key* in this edition, else what it returns now.

    Only for what is alike for everybody. What is recalled is shared: nobody may change it.
    """
    book = _book_of(current_edition())
    if book is None:
        return read()
    if key not in book:
        book[key] = read()
    return book[key]


def _book_of(edition: Edition | None) -> dict[Hashable, Any] | None:
    global _edition, _book
    if edition is None:
        return None
    if edition != _edition or len(_book) > MOST_ENTRIES:
        # A new one, so that whoever is still reading for the old edition writes into the old.
        _edition, _book = edition, {}
    return _book
