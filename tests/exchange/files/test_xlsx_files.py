"""The cells of a workbook, as the programs that people have write them."""

import io
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from directory.exchange.files.limits import Kept
from directory.exchange.files.xlsx_files import NO_RESULT, xlsx_sheets
from tests.exchange.files.hungry_files import rows, workbook
from tests.quick import fewer


def read(content):
    ((_, lines),) = xlsx_sheets(content, Kept())
    return lines


def one_row(*cells):
    return rows(f"<row>{''.join(cells)}</row>")


def written(*lines, epoch=None):
    book, out = Workbook(), io.BytesIO()
    book.epoch = epoch or book.epoch
    for line in lines:
        book.active.append(line)
    book.save(out)
    return out.getvalue()


IN_XML = st.characters(codec="utf-8", exclude_characters="\ufffe\uffff")  # which XML cannot hold
TEXTS = st.text(IN_XML, min_size=1, max_size=20).filter(
    lambda text: text.strip() and text[0] not in "=\t" and not ILLEGAL_CHARACTERS_RE.search(text) and "_x" not in text
)
DATES = st.datetimes(datetime.fromisoformat("1901-01-01"), datetime.fromisoformat("2100-01-01")).map(
    lambda at: at.replace(microsecond=0)
)
VALUES = st.one_of(TEXTS, st.integers(-(10**14), 10**14), st.booleans(), DATES, st.none())


@settings(max_examples=fewer(100))
@given(st.lists(st.lists(VALUES, max_size=6), min_size=1, max_size=6))
def test_what_another_library_writes_is_read_as_it_was(lines):
    found = dict(read(written(*lines)))
    for number, line in enumerate(lines, start=1):
        said = [
            value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value for value in line
        ]
        while said and said[-1] is None:
            said.pop()
        cells = [value.replace("\r", "\n") if isinstance(value, str) else value for value in found.get(number, [])]
        assert [str(cell) for cell in cells] == [str(value) for value in said]


def test_dates_count_from_the_day_that_the_workbook_says():
    day = datetime.fromisoformat("2026-02-13")
    assert read(written([day], epoch=CALENDAR_MAC_1904)) == [(1, [day])]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c t="inlineStr"><is><r><t>One </t></r><r><t>two</t></r></is></c>', "One two"),
        ('<c t="inlineStr"><is><t>東京</t><rPh sb="0" eb="2"><t>とうきょう</t></rPh></is></c>', "東京"),
        ('<c t="str"><f>A1</f><v>told</v></c>', "told"),
        ("<c><f>1+1</f><v>2</v></c>", 2),
        ("<c><f>1+1</f></c>", NO_RESULT),
        ('<c t="e"><v>#REF!</v></c>', "#REF!"),
        ('<c t="b"><v>1</v></c>', True),
        ('<c t="d"><v>2026-02-13</v></c>', "2026-02-13"),
        ("<c><v>1.5</v></c>", 1.5),
        ('<c t="s"><v>0</v></c>', "shared"),
        ('<x:c xmlns:x="y" t="s"><x:v>0</x:v></x:c>', "shared"),
    ],
)
def test_a_cell_is_what_a_spreadsheet_shows(cell, value):
    content = workbook(one_row(cell), strings="<sst><si><t>shared</t></si></sst>")
    assert read(content) == [(1, [value])]


def test_cells_and_rows_are_where_they_say_they_are():
    sheet = rows('<row r="3"><c r="B3"><v>1</v></c><c><v>2</v></c></row><row><c r="A4"><v>3</v></c></row>')
    assert read(workbook(sheet)) == [(3, [None, 1, 2]), (4, [3])]
