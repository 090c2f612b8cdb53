"""How much of a file is kept: reading stops before it takes the site's memory, whatever the file says of itself."""

from sys import getsizeof

from django.core.exceptions import ValidationError
from openpyxl.utils import get_column_letter

LARGEST = 20 * 1024 * 1024  # bytes of a file
LARGEST_UNPACKED = 200 * 1024 * 1024  # bytes: a small XLSX file can hold an endless one
MOST_ROWS = 20_000
MOST_COLUMNS = 500
LONGEST_CELL = 131_072  # characters
MOST_KEPT = 80 * 1024 * 1024  # bytes of memory for all cells together
WIDEST = 16_384  # columns of a spreadsheet: beyond them there are no letters
POINTER = 8  # bytes
SPLIT = "Split it into smaller files."


class Kept:
    """The lines of a file that are not blank, and the memory that they take."""

    def __init__(self):
        self.bytes = 0

    def lines(self, lines):
        """[(number, cells)], without the empty cells at the end of each."""
        found = []
        for number, cells in lines:
            if cells := without_empty_end(cells):
                refuse_wide(number, len(cells))
                self.take(cells)
                found.append((number, cells))
            if len(found) > MOST_ROWS + 1:  # with the headings
                raise ValidationError(f"The file has too many rows. You can import up to {MOST_ROWS:,} at once.")
        return found

    def take(self, values):
        self.bytes += sum(map(getsizeof, values)) + POINTER * len(values)
        if self.bytes > MOST_KEPT:
            raise ValidationError(f"The file has more in it than can be read at once. {SPLIT}")


def without_empty_end(cells):
    last = next((place for place in range(len(cells), 0, -1) if is_filled(cells[place - 1])), 0)
    return cells[:last]


def is_filled(value):
    return value is not None and (not isinstance(value, str) or bool(value.strip()))


def refuse_wide(number, column):
    if column > MOST_COLUMNS:
        raise ValidationError(
            f"Row {number} has a value in {column_name(column)}. A file can have up to {MOST_COLUMNS} columns. "
            "Delete what is beyond them."
        )


def refuse_long(length, where="A cell"):
    if length > LONGEST_CELL:
        raise ValidationError(f"{where} has more than {LONGEST_CELL:,} characters. Shorten it.")


def column_name(column):
    """ "column 3 (C)", counted from 1."""
    return f"column {column}" + (f" ({get_column_letter(column)})" if column <= WIDEST else "")
