"""From records, as JSON lines, to all the other files of a version: each is made of the same lines."""

import csv
import json
import sqlite3
from contextlib import closing

from directory.exchange.columns.cells import escape_formula
from directory.opendata.bulk.csvw import LICENCE, description_of
from directory.opendata.bulk.tables import SQLITE, TABLES
from directory.opendata.public_fields.field import Datatype

BETWEEN = ";"  # codes have none
TEXTS = frozenset({Datatype.STRING, Datatype.ANY_URI})
WHOLE = frozenset({Datatype.INTEGER, Datatype.BOOLEAN})


def write_lines(path, records):
    """Returns how many there are."""
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for record in records:
            file.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
            count += 1
    return count


def read_lines(path):
    with path.open(encoding="utf-8", newline="\n") as file:
        yield from map(json.loads, file)


def write_the_rest(folder, day):
    """Every file that is made from the JSON lines in `folder`."""
    for table in TABLES:
        write_csv(folder / table.csv, table, read_lines(folder / table.jsonl))
        words = json.dumps(description_of(table, day), ensure_ascii=False, indent=2)
        (folder / table.csvw).write_text(f"{words}\n", encoding="utf-8")
    write_sqlite(folder / SQLITE, folder, day)


def write_csv(path, table, records):
    """With the mark at its start by which spreadsheets know UTF-8."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([field.name for field in table.fields])
        writer.writerows([csv_cell(field, record[field.name]) for field in table.fields] for record in records)


def csv_cell(field, value):
    """A text is written so that no spreadsheet runs it."""
    flat = flat_value(field, value)
    if field.datatype == Datatype.BOOLEAN and flat is not None:
        return "true" if flat else "false"
    return escape_formula(flat) if field.datatype in TEXTS and flat else flat


def flat_value(field, value):
    """One value without parts: codes of terms, identifiers of entries, rows as JSON."""
    match field.datatype:
        case Datatype.TERM | Datatype.ENTRY:
            return value and key_of(value)
        case Datatype.TERMS | Datatype.ENTRIES:
            return BETWEEN.join(map(key_of, value))
        case Datatype.ROWS:
            return json.dumps(value, ensure_ascii=False)
    return value


def key_of(value):
    return value["code"] if "code" in value else value["uuid"]


def write_sqlite(path, folder, day):
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
        database.executemany("INSERT INTO about VALUES (?, ?)", [("made_on", str(day)), ("licence", LICENCE)])
        database.execute("CREATE TABLE fields (table_name, name, label, datatype, description)")
        for table in TABLES:
            write_table(database, table, read_lines(folder / table.jsonl))


def write_table(database, table, records):
    columns = ", ".join(f'"{field.name}" {sqlite_type(field)}' for field in table.fields)
    key = ", ".join(f'"{name}"' for name in table.key)
    database.execute(f'CREATE TABLE "{table.name}" ({columns}, PRIMARY KEY ({key}))')
    marks = ", ".join("?" * len(table.fields))
    rows = (tuple(flat_value(field, record[field.name]) for field in table.fields) for record in records)
    database.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', rows)  # noqa: S608 (names of ours)
    described = [(table.name, one.name, one.label, one.datatype, one.description) for one in table.fields]
    database.executemany("INSERT INTO fields VALUES (?, ?, ?, ?, ?)", described)


def sqlite_type(field):
    kind = "INTEGER" if field.datatype in WHOLE else "TEXT"
    return f"{kind} NOT NULL" if field.required or field.is_list else kind
