"""The rows that an import left out, as a file like the one that came, each with the reason."""

import tablib

from directory.exchange.batches.planning import line_numbers
from directory.exchange.columns.cells import NO_RESULT, escape_formula
from directory.exchange.files import spreadsheets
from directory.exchange.files.spreadsheets import OUR_COLUMNS


def left_out_file(batch):
    """(the bytes, their format): the columns of the file, then the number of each row in it and what was wrong."""
    extension = "xlsx" if bytes(batch.upload.content[:2]) == b"PK" else "csv"
    rows, why = spreadsheets.read(bytes(batch.upload.content)), {}
    for line, words in batch.problems:
        why[line] = f"{why[line]} {words}" if line in why else words
    kept = [name for name in rows.headers if name not in OUR_COLUMNS]
    table = tablib.Dataset(headers=[*kept, *(name.capitalize() for name in OUR_COLUMNS)])
    places = [rows.headers.index(name) for name in kept]
    for line, row in zip(line_numbers(rows), rows, strict=True):
        if line in why:
            table.append([*(as_it_came(row[place]) for place in places), line, escape_formula(why[line])])
    return spreadsheets.write(table, extension), extension


def as_it_came(value):
    """A cell that no spreadsheet runs; the import reads it as it was."""
    if value is None or value == NO_RESULT:
        return ""
    return escape_formula(value) if isinstance(value, str) else value
