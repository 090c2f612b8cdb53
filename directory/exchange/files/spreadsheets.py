"""Spreadsheet files to rows and back: CSV and XLSX, with the headings in the first row."""

import io

import tablib
from django.core.exceptions import ValidationError
from import_export.formats.base_formats import CSV, XLSX
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from directory.exchange.files.reading_files import is_filled, sheets_in

FORMATS = {"csv": CSV, "xlsx": XLSX}
LARGEST = 20 * 1024 * 1024  # bytes of a file
MOST_ROWS = 20_000
LOOKED_AT = 20  # rows in which headings are looked for below a title
WIDEST = 16_384  # columns of a spreadsheet: beyond them there are no letters
REFERENCE = "reference"
OUR_COLUMNS = ("row in your file", "why it was not imported")  # of the file of rows that were left out


def read(content):
    """The rows of a file, its format told from what it holds. Raises ValidationError if it cannot be read.

    `lines` of the answer are the numbers that a spreadsheet shows beside its rows.
    """
    if len(content) > LARGEST:
        raise ValidationError(f"The file is larger than {LARGEST // 2**20} MB. Split it into smaller files.")
    (_, first), *rest = sheet_with_headings(sheets_in(content))
    headings = [str(heading or "").strip().lower() for heading in first]
    refuse_title_row(first, headings, rest)
    if twice := {heading for heading in headings if heading and headings.count(heading) > 1}:
        raise ValidationError(f"These headings appear more than once: {', '.join(sorted(twice))}.")
    if len(rest) > MOST_ROWS:
        raise ValidationError(f"The file has {len(rest):,} rows. You can import up to {MOST_ROWS:,} at once.")
    return table(headings, rest)


def sheet_with_headings(sheets):
    """The lines of the sheet whose first row has the headings, wherever it stands; or else of the first with any."""
    filled = [(name, lines) for name, lines in sheets if lines]
    if not filled:
        raise ValidationError("The file is empty. The first row must contain the headings.")
    known = [(name, lines) for name, lines in filled if has_reference(lines[0][1])]
    used = [(name, lines) for name, lines in known if len(lines) > 1]
    if len(used) > 1:
        names = ", ".join(f"“{name}”" for name, _ in used)
        raise ValidationError(f"More than one sheet has entries: {names}. Put them in one sheet, or in two files.")
    return (used or known or filled)[0][1]


def has_reference(cells):
    return any(str(value).strip().lower() == REFERENCE for value in cells)


def refuse_title_row(first, headings, rest):
    """A title, or a note, above the headings."""
    alone = sum(map(bool, headings)) == 1 and any(sum(map(is_filled, cells)) > 1 for _, cells in rest[:LOOKED_AT])
    if REFERENCE not in headings and (alone or any(has_reference(cells) for _, cells in rest[:LOOKED_AT])):
        found = next(str(value).strip() for value in first if is_filled(value))
        raise ValidationError(
            f"The headings are expected in the first row. It has “{found[:60]}” there. Delete what is above them."
        )


def table(headings, rest):
    named = [place for place, heading in enumerate(headings) if heading]
    rows = tablib.Dataset(headers=[headings[place] for place in named])
    rows.lines = [number for number, _ in rest]
    for number, cells in rest:
        refuse_without_heading(headings, number, cells)
        rows.append([cells[place] if place < len(cells) else "" for place in named])
    return rows


def refuse_without_heading(headings, number, cells):
    for place, value in enumerate(cells):
        if is_filled(value) and (place >= len(headings) or not headings[place]):
            letter = f" ({get_column_letter(place + 1)})" if place < WIDEST else ""
            raise ValidationError(
                f"Row {number} has a value in column {place + 1}{letter}, which has no heading. "
                "Give the column a heading, or delete what is in it."
            )


# Writing


def write(rows, extension):
    """The bytes of a file. CSV begins with a mark, by which spreadsheets know UTF-8."""
    content = FORMATS[extension]().export_data(rows)
    return b"\xef\xbb\xbf" + content.encode() if isinstance(content, str) else content


def content_type(extension):
    return FORMATS[extension].CONTENT_TYPE


def write_template(headers, explained, extension):
    """An empty file to fill in; as XLSX with a second sheet that explains each heading."""
    if extension == "csv":
        return write(tablib.Dataset(headers=headers), "csv")
    book = Workbook()
    book.active.title = "Entries"
    book.active.append(headers)
    book.active.freeze_panes = "B2"
    sheet = book.create_sheet("What to fill in")
    for line in [("Heading", "What it means", "Allowed values"), *explained]:
        sheet.append(line)
    for page in book:
        for cell in page[1]:
            cell.font = Font(bold=True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
