"""CSV and XLSX files, rendered in memory, with formulas neutralised."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from io import BytesIO, StringIO
from itertools import zip_longest

import xlsxwriter

from membership.team.applications.export import Column

# What a cell of Excel holds, counted in units of UTF-16, with one kept for an apostrophe.
MAX_CELL_LENGTH = 32_767 - 1
# Control characters but newline and tab, halves of letters, and the two that XML cannot carry.
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# A cell that begins so is counted, or run, by programs that open it.
FORMULA_PREFIXES = {"=", "+", "-", "@"}
FORMULA_CONTROLS = {"\t", "\r", "\0"}
# Kinds of characters that nobody sees: a program may look past them as well.
INVISIBLE_CATEGORIES = {"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"}
# Everything is a text: no formulas, no links, no numbers.
WORKBOOK_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def to_csv(columns: Iterable[Column]) -> bytes:
    """UTF-8 with a mark at the beginning, without which Excel takes it for something else."""
    all_columns = list(_iterate_columns(columns))
    output = StringIO(newline="")
    writer = csv.writer(output, quoting=csv.QUOTE_ALL)
    writer.writerow([heading for heading, _, _ in all_columns])
    writer.writerows(zip(*(texts for _, _, texts in all_columns), strict=True))
    return output.getvalue().encode("utf-8-sig")


def to_xlsx(columns: Iterable[Column]) -> bytes:
    """With XlsxWriter: openpyxl would write what it holds, in clear, into files of the system."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, WORKBOOK_OPTIONS) as workbook:
        sheet = workbook.add_worksheet("Applications")
        heading_format = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        text_format = workbook.add_format({"text_wrap": True, "valign": "top"})
        sheet.freeze_panes(1, 0)
        for index, (heading, width, texts) in enumerate(_iterate_columns(columns)):
            sheet.set_column(index, index, width, text_format)
            sheet.write_string(0, index, heading, heading_format)
            for row, text in enumerate(texts, start=1):
                sheet.write_string(row, index, text, text_format)
    return file.getvalue()


def neutralise_formulas(text: str) -> list[str]:
    """*text* as it stands in a cell, or in several where it is too long for one."""
    parts = list(_split(FORBIDDEN.sub("", text)))
    # Looked at before it was cleaned, too: what hid behind a NUL is as live as ever.
    starts_formula = _is_formula(text) or _is_formula(parts[0])
    return [
        f"'{part}" if (starts_formula if index == 0 else _is_formula(part)) else part
        for index, part in enumerate(parts)
    ]


def _iterate_columns(columns: Iterable[Column]) -> Iterator[tuple[str, int, list[str]]]:
    """Heading, width and texts. What is too long for its column goes on in the next one."""
    for column in columns:
        heading = neutralise_formulas(column.heading)[0]
        parts = [neutralise_formulas(text) for text in column.texts]
        for index, texts in enumerate(zip_longest(*parts, fillvalue="")):
            more = f" (continued, {index + 1})" if index else ""
            yield f"{heading[: MAX_CELL_LENGTH - len(more)]}{more}", column.width, list(texts)


def _is_formula(text: str) -> bool:
    if text.lstrip(" ")[:1] in FORMULA_CONTROLS:
        return True
    first_visible = next(
        (
            character
            for character in text
            if unicodedata.category(character) not in INVISIBLE_CATEGORIES
        ),
        "",
    )
    # In its plain form: some programs read full-width signs as the plain ones.
    return unicodedata.normalize("NFKC", first_visible)[:1] in FORMULA_PREFIXES


def _split(text: str) -> Iterator[str]:
    """*text*, cut only where a cell is full, and never within a letter."""
    if len(text) * 2 <= MAX_CELL_LENGTH:
        # Nearly all are so short that none of their letters needs to be counted.
        yield text
        return
    start = size = 0
    for index, character in enumerate(text):
        width = 2 if ord(character) > 0xFFFF else 1
        if size + width > MAX_CELL_LENGTH:
            yield text[start:index]
            start, size = index, 0
        size += width
    yield text[start:]
