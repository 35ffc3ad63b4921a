"""Spreadsheet exports: texts are unchanged, and none is interpreted as a formula."""

import csv
import re
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from membership.staff.applications.export import Column
from membership.staff.applications.spreadsheets import (
    MAX_CELL_LENGTH,
    neutralise_formulas,
    to_csv,
    to_xlsx,
)
from tests.membership.hostile_strings import HOSTILE_STRINGS

# Removed characters: control characters except newline and tab, lone surrogates, and two characters
# that are not allowed in XML.
REMOVED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
SIGNS = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "﹢", "⁼"]

# Characters that programs may ignore before a formula.
PREFIXES = ["", " ", "   ", "\t", "\r", "\n", "\r\n", "\0", " \0 ", "\u00a0", "\u2003", "\u200b"]
PREFIXES += ["\ufeff", "\xad", "\x1b", "\u202e", "\x85", "\ud800", "\uffff"]


def rows_of_csv(content):
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def rows_of_xlsx(content):
    sheet = load_workbook(BytesIO(content)).active
    return [[cell.value or "" for cell in row] for row in sheet.iter_rows()]


READERS = {to_csv: rows_of_csv, to_xlsx: rows_of_xlsx}
each_format = pytest.mark.parametrize("written", READERS)


def read_back(written, texts, heading="Why?"):
    rows = READERS[written](written([Column(heading, 50, texts)]))
    return rows[0], rows[1:]


@each_format
def test_hostile_strings_round_trip(written):
    _, rows = read_back(written, HOSTILE_STRINGS)
    assert len(rows) == len(HOSTILE_STRINGS)
    for [cell], text in zip(rows, HOSTILE_STRINGS, strict=True):
        cleaned = REMOVED.sub("", text)
        assert cell in {cleaned, f"'{cleaned}"}, repr(text)


@each_format
def test_hostile_strings_are_no_formulas(written):
    _, rows = read_back(written, HOSTILE_STRINGS)
    live = re.compile(r"[\s\u200b-\u200f\u2060-\u2064\ufeff\xad]*[=+\-@＝＋－＠]")
    assert [cell for [cell] in rows if live.match(cell)] == []
    assert sum(cell.startswith("'") for [cell] in rows) > 30


def test_formula_signs_are_neutralised_after_any_prefix():
    formula = "cmd|'/C calc'!A0"
    cells = {
        (before, sign): neutralise_formulas(before + sign + formula)
        for before in PREFIXES
        for sign in SIGNS
    }
    assert len(cells) == len(PREFIXES) * len(SIGNS)
    live = {
        (before, sign): parts
        for (before, sign), parts in cells.items()
        if len(parts) > 1 or parts[0][0] != "'" or not parts[0].endswith(sign + formula)
    }
    assert live == {}


def test_leading_control_characters_are_neutralised():
    begins = ["\t", "\r", "\0", " \t", "  \r", " \0"]
    cells = {begin: neutralise_formulas(f"{begin}plain") for begin in begins}
    assert cells == {begin: ["'" + REMOVED.sub("", f"{begin}plain")] for begin in begins}


def test_plain_texts_are_unchanged():
    texts = ["", "plain", "a=1", "1-2", "two\n=3", "a\tb", "'quoted", " spaced ", "\nline", "½"]
    assert {text: neutralise_formulas(text) for text in texts} == {text: [text] for text in texts}


@each_format
def test_long_texts_continue_in_next_column(written, subtests):
    texts = [
        "x" * (MAX_CELL_LENGTH + 1),
        "é" * 100_000,
        "😀" * 40_000,
        "=" * 70_000,
        "a" * MAX_CELL_LENGTH + "=1+1" + "b" * MAX_CELL_LENGTH,
        "x" * (MAX_CELL_LENGTH - 1) + "😀" + "y",
        "\n" * 66_000 + "end",
    ]
    for text in texts:
        with subtests.test(text=text):
            head, [long, short] = read_back(written, [text, "short"])
            assert head == ["Why?", *(f"Why? (continued, {n})" for n in range(2, len(head) + 1))]
            assert short == ["short", *[""] * (len(head) - 1)]
            assert max(len(cell.encode("utf-16-le")) // 2 for cell in long) <= 32_767
            # A continuation that begins with a formula sign is neutralised too.
            assert not [cell for cell in long if cell[:1] in SIGNS]
            assert "".join(cell.removeprefix("'") for cell in long) == text


@each_format
def test_headings_are_neutralised(written):
    head, _ = read_back(written, ["x"], heading="=HYPERLINK(\x00'x')")
    assert head == ["'=HYPERLINK('x')"]


def test_xlsx_holds_only_text_cells():
    texts = [
        "=1+1",
        "12",
        "2026-11-21",
        "http://x.example",
        "mailto:a@b.example",
        "TRUE",
        "_x0041_",
    ]
    content = to_xlsx([Column("Why?", 50, texts), Column("Short", 12, [""] * len(texts))])
    sheet = load_workbook(BytesIO(content)).active
    written = [cell for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in written} == {"s"}
    assert not [cell for cell in written if cell.hyperlink]
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    assert not sheet["A2"].font.bold
    assert sheet["A2"].alignment.wrap_text
    assert round(sheet.column_dimensions["A"].width) in {50, 51}
    assert round(sheet.column_dimensions["B"].width) in {12, 13}


def test_csv_has_bom_and_quotes_every_cell():
    content = to_csv([Column("Why?", 50, ['a "b", c', "é\nf"])])
    assert content == '\ufeff"Why?"\r\n"a ""b"", c"\r\n"é\nf"\r\n'.encode()
