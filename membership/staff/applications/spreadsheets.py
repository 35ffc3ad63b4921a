"""CSV and XLSX files, rendered in memory, with formulas neutralised."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from io import BytesIO, StringIO
from itertools import zip_longest

import xlsxwriter

from membership.staff.applications.export import Column

# The limit of an Excel cell in UTF-16 code units, less one for an apostrophe.
MAX_CELL_LENGTH = 32_767 - 1
# Control characters except newline and tab, surrogates, and two noncharacters invalid in XML.
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Spreadsheet programs evaluate a cell that begins with one of these (CSV injection).
FORMULA_PREFIXES = {"=", "+", "-", "@"}
FORMULA_CONTROLS = {"\t", "\r", "\0"}
# Categories of invisible characters, which a program may skip before a formula.
INVISIBLE_CATEGORIES = {"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"}
# Write every cell as text: no formulas, links or numbers.
WORKBOOK_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def to_csv(columns: Iterable[Column]) -> bytes:
    """Render CSV in UTF-8 with a byte order mark, without which Excel assumes another encoding."""
    all_columns = list(_iterate_columns(columns))
    output = StringIO(newline="")
    writer = csv.writer(output, quoting=csv.QUOTE_ALL)
    writer.writerow([heading for heading, _, _ in all_columns])
    writer.writerows(zip(*(texts for _, _, texts in all_columns), strict=True))
    return output.getvalue().encode("utf-8-sig")


def to_xlsx(columns: Iterable[Column]) -> bytes:
    """Render XLSX in memory. XlsxWriter, since openpyxl writes plain text to temporary files."""
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
    """*text* as the contents of one cell, or of several if it is too long for one.

    Formulas get an apostrophe in front, so that spreadsheet programs show them as text.
    """
    parts = list(_split(FORBIDDEN.sub("", text)))
    # Check the original text too: a formula may follow a NUL that was removed.
    starts_formula = _is_formula(text) or _is_formula(parts[0])
    return [
        f"'{part}" if (starts_formula if index == 0 else _is_formula(part)) else part
        for index, part in enumerate(parts)
    ]


def _iterate_columns(columns: Iterable[Column]) -> Iterator[tuple[str, int, list[str]]]:
    """Heading, width and texts of each column. Texts too long for a cell continue in the next."""
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
    # Normalised, since some programs treat full-width characters like the plain ones.
    return unicodedata.normalize("NFKC", first_visible)[:1] in FORMULA_PREFIXES


def _split(text: str) -> Iterator[str]:
    """Split *text* at the cell limit, never within a surrogate pair."""
    if len(text) * 2 <= MAX_CELL_LENGTH:
        # Fast path: most texts are too short to reach the limit.
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
