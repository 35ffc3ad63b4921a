"""Files for spreadsheets, made in memory: texts that stay texts, whatever stands in them."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from io import BytesIO, StringIO
from itertools import zip_longest

import xlsxwriter

from membership.team.applications.export import Column

# What a cell of Excel holds, counted in units of UTF-16, with one kept for an apostrophe.
ROOM = 32_767 - 1
# Control characters but newline and tab, halves of letters, and the two that XML cannot carry.
NEVER = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# A cell that begins so is counted, or run, by programs that open it.
LIVE = {"=", "+", "-", "@"}
LIVE_CONTROLS = {"\t", "\r", "\0"}
# Kinds of characters that nobody sees: a program may look past them as well.
UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"}
# Everything is a text: no formulas, no links, no numbers.
TEXTS_ONLY = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def as_csv(columns: Iterable[Column]) -> bytes:
    """UTF-8 with a mark at the beginning, without which Excel takes it for something else."""
    cells = list(_cells_of(columns))
    written = StringIO(newline="")
    writer = csv.writer(written, quoting=csv.QUOTE_ALL)
    writer.writerow([heading for heading, _, _ in cells])
    writer.writerows(zip(*(texts for _, _, texts in cells), strict=True))
    return written.getvalue().encode("utf-8-sig")


def as_xlsx(columns: Iterable[Column]) -> bytes:
    """With XlsxWriter: openpyxl would write what it holds, in clear, into files of the system."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, TEXTS_ONLY) as book:
        sheet = book.add_worksheet("Applications")
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        sheet.freeze_panes(1, 0)
        for place, (heading, width, texts) in enumerate(_cells_of(columns)):
            sheet.set_column(place, place, width, plain)
            sheet.write_string(0, place, heading, head)
            for row, text in enumerate(texts, start=1):
                sheet.write_string(row, place, text, plain)
    return file.getvalue()


def defused(text: str) -> list[str]:
    """*text* as it stands in a cell, or in several where it is too long for one."""
    pieces = list(_pieces(NEVER.sub("", text)))
    # Looked at before it was cleaned, too: what hid behind a NUL is as live as ever.
    first_is_live = _is_live(text) or _is_live(pieces[0])
    return [
        f"'{piece}" if (first_is_live if place == 0 else _is_live(piece)) else piece
        for place, piece in enumerate(pieces)
    ]


def _cells_of(columns: Iterable[Column]) -> Iterator[tuple[str, int, list[str]]]:
    """Heading, width and texts. What is too long for its column goes on in the next one."""
    for column in columns:
        heading = defused(column.heading)[0]
        pieces = [defused(text) for text in column.texts]
        for place, texts in enumerate(zip_longest(*pieces, fillvalue="")):
            more = f" (continued, {place + 1})" if place else ""
            yield f"{heading[: ROOM - len(more)]}{more}", column.width, list(texts)


def _is_live(text: str) -> bool:
    if text.lstrip(" ")[:1] in LIVE_CONTROLS:
        return True
    seen = next((letter for letter in text if unicodedata.category(letter) not in UNSEEN), "")
    # In its plain form: some programs read full-width signs as the plain ones.
    return unicodedata.normalize("NFKC", seen)[:1] in LIVE


def _pieces(text: str) -> Iterator[str]:
    """*text*, cut only where a cell is full, and never within a letter."""
    if len(text) * 2 <= ROOM:
        # Nearly all are so short that none of their letters needs to be counted.
        yield text
        return
    start = size = 0
    for place, letter in enumerate(text):
        width = 2 if ord(letter) > 0xFFFF else 1
        if size + width > ROOM:
            yield text[start:place]
            start, size = place, 0
        size += width
    yield text[start:]
