"""Spreadsheet files to rows and back: CSV and XLSX, with the headings in the first row."""

import io

import tablib
from django.core.exceptions import ValidationError
from import_export.formats.base_formats import CSV, XLSX
from openpyxl import Workbook
from openpyxl.styles import Font

from directory.exchange.files.limits import column_name, is_filled
from directory.exchange.files.tables import HELP_SHEET, table_in

FORMATS = {"csv": CSV, "xlsx": XLSX}


def read(content, knows=lambda name: False):
    """The rows of a file that has our own headings. Raises ValidationError if it cannot be read."""
    table = table_in(content, knows)
    refuse_unnamed(table)
    headings = [heading.lower() for heading in table.headings]
    if twice := {heading for heading in headings if heading and headings.count(heading) > 1}:
        raise ValidationError(f"These headings appear more than once: {', '.join(sorted(twice))}.")
    return table.rows(headings)


def refuse_unnamed(table):
    for place in table.unnamed:
        number = next(number for number, cells in table.lines if len(cells) > place and is_filled(cells[place]))
        raise ValidationError(
            f"Row {number} has a value in {column_name(place + 1)}, which has no heading. "
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
    sheet = book.create_sheet(HELP_SHEET)
    for line in [("Heading", "What it means", "Allowed values"), *explained]:
        sheet.append(line)
    for page in book:
        for cell in page[1]:
            cell.font = Font(bold=True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
