"""From the bytes of a file to its sheets: lines of cells, each with the number that a spreadsheet shows beside it."""

import csv
import io
import re
import zipfile

from django.core.exceptions import ValidationError
from openpyxl import load_workbook
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from directory.exchange.columns.cells import NO_RESULT

LARGEST_UNPACKED = 300 * 1024 * 1024  # bytes: a small XLSX file can hold an endless one
OTHER_FILES = {
    b"\xd0\xcf\x11\xe0": "The file is an older Excel file (.xls), or has a password.",
    b"%PDF": "The file is a PDF.",
    b"<": "The file is a web page or XML, whatever its name says.",
}
SAVE_AS = "Save it as XLSX or as CSV UTF-8."
HINT = re.compile(r"\ufeff?sep=(.)\r?\n?", re.IGNORECASE)  # Excel shows no row for it
RETURN = re.compile("_x000D_", re.IGNORECASE)  # how XLSX writes a carriage return


def sheets_in(content):
    """[(name, [(number, cells) for each line that is not blank])]. Raises ValidationError if it cannot be read."""
    for beginning, words in OTHER_FILES.items():
        if content.startswith(beginning):
            raise ValidationError(f"{words} {SAVE_AS}")
    sheets = xlsx_sheets(content) if content.startswith(b"PK\x03\x04") else [("", csv_lines(content))]
    return [
        (name, [(number, cells) for number, cells in lines if any(map(is_filled, cells))]) for name, lines in sheets
    ]


def is_filled(value):
    return value is not None and (not isinstance(value, str) or bool(value.strip()))


# XLSX


def xlsx_sheets(content):
    try:
        refuse_endless(content)
        return list(read_sheets(content))
    except ValidationError:
        raise
    except Exception as error:  # openpyxl raises whatever the damaged part of a file made it trip over
        raise ValidationError(f"The file cannot be read as XLSX. {SAVE_AS}") from error


def refuse_endless(content):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        unpacked = sum(part.file_size for part in packed.infolist())
    if unpacked > LARGEST_UNPACKED:
        raise ValidationError("The file is too large once unpacked. Split it into smaller files.")


def read_sheets(content):
    """Each sheet with what its formulas came to. Only a file that has formulas is read twice."""
    written = lines_by_sheet(content, data_only=False)
    if any(is_formula(value) for lines in written.values() for cells in lines.values() for value in cells):
        results = lines_by_sheet(content, data_only=True)
        written = {name: with_results(lines, results[name]) for name, lines in written.items()}
    for name, lines in written.items():
        yield name, [(number, [plain(value) for value in cells]) for number, cells in lines.items()]


def lines_by_sheet(content, *, data_only):
    """{sheet: {number: cells}}, without the empty lines of a sheet: there can be a million."""
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=data_only)
    found = {}
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # what other programs say of a sheet's size is often wrong
        lines = enumerate(sheet.iter_rows(values_only=True), start=1)
        found[sheet.title] = {number: cells for number, cells in lines if any(cell is not None for cell in cells)}
    return found


def with_results(lines, results):
    nothing = [None] * max(map(len, lines.values()), default=0)
    return {
        number: [
            NO_RESULT if is_formula(value) and result is None else result
            for value, result in zip(cells, results.get(number, nothing), strict=False)
        ]
        for number, cells in lines.items()
    }


def is_formula(value):
    return isinstance(value, ArrayFormula | DataTableFormula) or (isinstance(value, str) and value.startswith("="))


def plain(value):
    return RETURN.sub("\r", value) if isinstance(value, str) else value


# CSV


def csv_lines(content):
    text = decoded(content)
    hint = HINT.match(text)
    text = text[hint.end() :] if hint else text
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=hint[1] if hint else delimiter_of(text), strict=True)
    found = []
    try:
        found.extend(lines)
    except csv.Error:
        raise ValidationError(
            f"Row {len(found) + 1} cannot be read: a quotation mark in it is not closed or stands inside a cell, "
            "or a cell is too long."
        ) from None
    return list(enumerate(found, start=1))


def delimiter_of(text):
    """A comma, unless the first line that is not blank is parted by semicolons or tabs."""
    first = text.lstrip("\r\n").partition("\n")[0]
    return max(",;\t", key=first.count)


def decoded(content):
    """Text in UTF-8, with or without a mark at its start, or as older spreadsheets save it here (Windows-1252)."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        refuse_foreign_byte(content, error.start)
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        raise ValidationError("The file is not in UTF-8 or Windows-1252. Save it as CSV UTF-8.") from None


def refuse_foreign_byte(content, place):
    """One wrong byte would turn every accent of a file in UTF-8 into two other letters."""
    if not any(ord(letter) > 127 for letter in content.decode("utf-8", errors="ignore")):
        return
    before = content[:place].decode("utf-8-sig") + "?"
    before = HINT.sub("", before, count=1) if HINT.match(before) else before
    row = sum(1 for _ in csv.reader(io.StringIO(before, newline=""), delimiter=delimiter_of(before)))
    raise ValidationError(f"Row {row} has a character that is not UTF-8, though the rest is. Save it as CSV UTF-8.")
