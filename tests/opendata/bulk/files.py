"""Reading what was made, as others read it."""

import csv
import json
import sqlite3
from contextlib import closing
from itertools import islice

from directory.exchange.columns.cells import unescape_formula

CASTS = {"integer": int, "boolean": {"true": True, "false": False}.get, "json": json.loads}


def read_by_description(folder, name):
    """The rows of a CSV file, read by nothing but its CSVW description."""
    described = json.loads((folder / f"{name}.csv-metadata.json").read_text(encoding="utf-8"))
    columns, dialect = described["tableSchema"]["columns"], described["dialect"]
    with (folder / described["url"]).open(encoding=dialect["encoding"], newline="") as file:
        rows = csv.reader(file, delimiter=dialect["delimiter"], quotechar=dialect["quoteChar"], strict=True)
        for row in islice(rows, dialect["skipRows"] + dialect["headerRowCount"], None):
            yield {column["name"]: read_cell(column, cell) for column, cell in zip(columns, row, strict=True)}


def read_cell(column, cell):
    if "separator" in column:
        return cell.split(column["separator"]) if cell else []
    assert cell or not column["required"], column["name"]
    if not cell:
        return None
    cast = CASTS.get(column["datatype"], unescape_formula)
    return cast(cell)


def flat(record):
    """A record of JSON lines as tables say it: codes and identifiers."""
    return {name: flat_value(value) for name, value in record.items()}


def flat_value(value):
    if isinstance(value, dict):
        return value.get("code") or value["uuid"]
    if isinstance(value, list) and value and {"label", "title"} & value[0].keys():
        return [flat_value(item) for item in value]
    return value


def lines(folder, name):
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def read_sqlite(folder, name):
    with closing(sqlite3.connect(folder / "resource_bank.sqlite3")) as database:
        database.row_factory = sqlite3.Row
        return [dict(row) for row in database.execute(f'SELECT * FROM "{name}"')]


def everything(folder):
    """Every byte of a version, and the names of its files."""
    return b"\n".join(path.name.encode() + path.read_bytes() for path in folder.iterdir())


def status_of(client, address):
    """What is answered, once all of it is read."""
    response = client.get(address)
    content_of(response)
    return response.status_code


def content_of(response):
    return b"".join(response.streaming_content) if response.streaming else response.content
