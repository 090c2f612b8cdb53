"""Spreadsheet files to rows and back: CSV and XLSX, with the headings in the first row."""

import csv
import io
import zipfile

import tablib
from django.core.exceptions import ValidationError
from import_export.formats.base_formats import CSV, XLSX
from openpyxl import Workbook
from openpyxl.styles import Font
from tablib.exceptions import InvalidDimensions

FORMATS = {"csv": CSV, "xlsx": XLSX}
LARGEST = 20 * 1024 * 1024  # bytes of a file
LARGEST_UNPACKED = 300 * 1024 * 1024  # bytes: a small XLSX file can hold an endless one
MOST_ROWS = 20_000


def read(content):
    """The rows of a file, its format told from what it holds. Raises ValidationError if it cannot be read."""
    if len(content) > LARGEST:
        raise ValidationError(f"The file is larger than {LARGEST // 2**20} MB. Split it into smaller files.")
    rows = read_xlsx(content) if content.startswith(b"PK\x03\x04") else read_csv(content)
    if not rows.headers:
        raise ValidationError("The file is empty. The first row must contain the headings.")
    rows.headers = [str(heading or "").strip().lower() for heading in rows.headers]
    if twice := {heading for heading in rows.headers if heading and rows.headers.count(heading) > 1}:
        raise ValidationError(f"These headings appear more than once: {', '.join(sorted(twice))}.")
    if len(rows) > MOST_ROWS:
        raise ValidationError(f"The file has {len(rows):,} rows. You can import up to {MOST_ROWS:,} at once.")
    return rows


def read_xlsx(content):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
        if unpacked > LARGEST_UNPACKED:
            raise ValidationError("The file is too large once unpacked. Split it into smaller files.")
        return without_blank_rows(XLSX().create_dataset(content))
    except ValidationError:
        raise
    except Exception as error:  # openpyxl raises whatever the damaged part of a file made it trip over
        raise ValidationError("The file looks like a spreadsheet but cannot be read as XLSX.") from error


def read_csv(content):
    text = decode_text(content)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
        headers = next(rows, [])
        dataset = tablib.Dataset(headers=headers)
        for number, row in enumerate(rows, start=2):
            if any(cell.strip() for cell in row):
                dataset.append(padded_row(row, len(headers), number))
    except (csv.Error, InvalidDimensions) as error:
        raise ValidationError(f"The file cannot be read as CSV: {error}.") from None
    return dataset


def padded_row(row, width, number):
    """A row as wide as the headings: spreadsheets leave out empty cells at the end."""
    if len(row) > width and any(cell.strip() for cell in row[width:]):
        raise ValidationError(f"Row {number} has more cells than there are headings.")
    return row[:width] + [""] * (width - len(row))


def decode_text(content):
    """Text in UTF-8, with or without a mark at its start, or as older spreadsheets save it here (Windows-1252)."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        raise ValidationError("The file is not in UTF-8 or Windows-1252. Save it as CSV UTF-8.") from None


def delimiter_of(text):
    """A comma, unless the headings are parted by semicolons or tabs."""
    headings = text.partition("\n")[0]
    return max(",;\t", key=headings.count)


def without_blank_rows(rows):
    kept = tablib.Dataset(headers=rows.headers)
    for row in rows:
        if any(cell not in (None, "") for cell in row):
            kept.append(row)
    return kept


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
