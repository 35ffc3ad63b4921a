"""Where drawn cards are kept: one small file for each page, thrown away when the page changes.

A file here proves nothing: whoever wants to show one asks the door first (core.social_cards.views).
"""

import contextlib
import logging
import os
import tempfile
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from core.social_cards.card import Card
from core.social_cards.drawing import png

logger = logging.getLogger(__name__)

PNG_BEGINS, PNG_ENDS = b"\x89PNG", b"IEND\xaeB`\x82"
# Cards that a process remembers, of about 30 kB each: for when nothing can be written.
MOST_REMEMBERED = 8


def folder() -> Path:
    """Where they lie. It may be emptied or missing at any time."""
    return Path(settings.DATA_DIR) / "cards"


def png_of(page_pk: int, card: Card) -> bytes:
    """The picture of *card*, drawn only where it is not kept yet. It fails on no full disk."""
    path = folder() / f"{page_pk}-{card.digest}.png"
    kept = _read(path)
    if kept:
        return kept
    drawn = _drawn(card)
    try:
        _keep(path, drawn)
    except OSError as error:
        logger.warning("The card of page %s cannot be kept: %s", page_pk, error)
    else:
        discard(page_pk, but=path)
    return drawn


def discard(page_pk: int, but: Path | None = None) -> None:
    """Throw away the cards of one page, *but* that one."""
    _remove(path for path in folder().glob(f"{page_pk}-*.png") if path != but)


def discard_all() -> None:
    """Throw away all cards; each is drawn again when somebody asks for it."""
    _remove(folder().glob("*"))


def _read(path: Path) -> bytes | None:
    try:
        kept = path.read_bytes()
    except OSError:
        return None
    return kept if kept.startswith(PNG_BEGINS) and kept.endswith(PNG_ENDS) else None


@lru_cache(maxsize=MOST_REMEMBERED)
def _drawn(card: Card) -> bytes:
    return png(card)


def _keep(path: Path, drawn: bytes) -> None:
    """Written aside and put in place in one step: nobody ever reads half a card."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".draft")
    try:
        with os.fdopen(handle, "wb") as draft:
            draft.write(drawn)
        os.replace(name, path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _remove(paths: Iterable[Path]) -> None:
    for path in list(paths):
        # What cannot be removed is never shown either.
        with contextlib.suppress(OSError):
            path.unlink()
