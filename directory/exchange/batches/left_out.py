"""The rows that an import left out, as a file like the one that came, each with the reason."""

import tablib

from directory.catalogue.records.reading import model_of, record_of, with_record_relations
from directory.exchange.columns.cells import cell, escape_formula
from directory.exchange.columns.unsaid import UNSAID
from directory.exchange.files import spreadsheets
from directory.exchange.files.tables import OUR_COLUMNS, REFERENCE
from directory.exchange.files.xlsx_files import NO_RESULT
from directory.exchange.open_referral.reading import is_open_referral
from directory.exchange.uploads import rows_of, table_of


def left_out_file(batch):
    """(the bytes, their format): the columns of the file, then the number of each row in it and what was wrong."""
    content, why = bytes(batch.upload.content), {}
    for line, words in batch.problems:
        why[line] = f"{why[line]} {words}" if line in why else words
    headings, lines = feed_table(batch, why) if is_open_referral(content) else table_as_it_came(batch)
    table = tablib.Dataset(headers=[*map(as_it_came, headings), *(name.capitalize() for name in OUR_COLUMNS)])
    for line, cells in lines:
        if line in why:
            cells = [*cells, *[""] * (len(headings) - len(cells))]
            table.append([*map(as_it_came, cells), line, escape_formula(why[line])])
    extension = "xlsx" if content[:2] == b"PK" else "csv"
    return spreadsheets.write(table, extension), extension


def table_as_it_came(batch):
    table = table_of(batch.upload)
    return table.headings, table.lines


def feed_table(batch, wanted):
    """The services as rows of ours. Where a feed says nothing, what the entry says: an empty cell would empty it."""
    rows, model = rows_of(batch.upload), model_of(batch.kind)
    lines = [(line, dict(zip(rows.headers, row, strict=True))) for line, row in zip(rows.lines, rows, strict=True)]
    lines = [(line, row) for line, row in lines if line in wanted]
    entries = with_record_relations(model).filter(reference__in=[row[REFERENCE] for _, row in lines])
    here = {entry.reference: record_of(entry) for entry in entries}
    return rows.headers, [
        (line, [feed_cell(model, name, value, here.get(row[REFERENCE], {})) for name, value in row.items()])
        for line, row in lines
    ]


def feed_cell(model, name, value, record):
    if value is UNSAID:
        value = record.get(name)
    if name in model.ROWS and isinstance(value, list):
        value = [{part: row.get(part, "") for part in model.ROWS[name]} for row in value]
    return cell(value) if isinstance(value, list | bool) else value


def as_it_came(value):
    """A cell that no spreadsheet runs; the import reads it as it was."""
    if value is None or value == NO_RESULT:
        return ""
    return escape_formula(value) if isinstance(value, str) else value
