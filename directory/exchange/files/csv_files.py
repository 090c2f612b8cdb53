"""CSV files, as spreadsheets and registers save them: read piece by piece, whatever parts their cells."""

import codecs
import csv
import io
import re

from django.core.exceptions import ValidationError

from directory.exchange.files.limits import LONGEST_CELL

LAST_ROW = 1_048_576  # of a spreadsheet
LONGEST_LINE = 1024 * 1024  # characters
PIECE = 64 * 1024  # bytes
HINT = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)  # Excel shows no row for it
FOREIGN = re.compile("[\udc80-\udcff]")  # bytes that are not UTF-8, as "surrogateescape" reads them
LETTERS = re.compile("[^\x00-\x7f\ufeff\udc80-\udcff]")
NOT_UTF_8 = "has a character that is not UTF-8, though the rest is. Save it as CSV UTF-8."


def csv_lines(content):
    """(number, cells) of each line. Raises ValidationError, with the number of the line that cannot be read."""
    encoding = encoding_of(content)
    text = io.TextIOWrapper(io.BytesIO(content), encoding, errors="surrogateescape", newline="")
    text, delimiter = after_hint(text)
    number = 0
    try:
        for number, cells in enumerate(csv.reader(short_lines(text), delimiter=delimiter, strict=True), start=1):
            refuse_endless(number)
            refuse_foreign(number, cells)
            yield number, cells
    except csv.Error:
        raise ValidationError(
            f"Row {number + 1} cannot be read: a quotation mark in it is not closed or stands inside a cell, "
            f"or a cell has more than {LONGEST_CELL:,} characters."
        ) from None


def after_hint(text):
    """The text after the line that names the delimiter, if it has one; and the delimiter."""
    first = text.readline(LONGEST_LINE)
    hint = HINT.fullmatch(first)
    while not hint and first and not first.strip("\r\n"):
        first = text.readline(LONGEST_LINE)
    delimiter = hint[1] if hint else delimiter_of(first)
    text.seek(0)
    if hint:
        text.readline(LONGEST_LINE)
    return text, delimiter


def delimiter_of(first):
    """A comma, unless the first line that is not blank is parted by something else."""
    return max(",;\t|", key=first.count)


def short_lines(text):
    number = 0
    while line := text.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            raise ValidationError(f"Row {number} is too long to be one row. Check what parts the cells of the file.")
        yield line


def refuse_endless(number):
    if number > LAST_ROW:
        raise ValidationError(f"The file has more than {LAST_ROW:,} rows, most of them blank. Delete the blank ones.")


def encoding_of(content):
    """UTF-8, with or without a mark at its start, or what older spreadsheets here save (Windows-1252)."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    reader = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    pieces = (content[start : start + PIECE] for start in range(0, len(content), PIECE))
    foreign = letters = False
    for piece in pieces:
        text = reader.decode(piece)
        foreign, letters = foreign or FOREIGN.search(text), letters or LETTERS.search(text)
    foreign = foreign or FOREIGN.search(reader.decode(b"", final=True))
    if not foreign or letters:
        return "utf-8-sig"  # one wrong byte in it is refused where it stands: its row can be named
    return older_encoding(content)


def older_encoding(content):
    undefined = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
    if any(byte in content for byte in undefined):
        raise ValidationError("The file is not in UTF-8 or Windows-1252. Save it as CSV UTF-8.")
    return "cp1252"


def refuse_foreign(number, cells):
    """One wrong byte would turn every accent of a file in UTF-8 into two other letters."""
    if any(FOREIGN.search(cell) for cell in cells):
        raise ValidationError(f"Row {number} {NOT_UTF_8}")
