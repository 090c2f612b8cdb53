"""Reading the files of a county's folder, and what is wrong with them in words that a council can act on."""

import csv
import json
from dataclasses import dataclass

FILL_IN = "FILL IN"  # how what nobody has filled in yet begins


@dataclass(frozen=True)
class Problem:
    """One sentence with the file, the place in it, what is wrong and how to mend it."""

    file: str
    place: str
    what: str
    mend: str

    def __str__(self):
        return f"{self.file}, {self.place}: {self.what} {self.mend}"


class UnreadableError(Exception):
    """A file that cannot be read at all; `problem` says why."""

    def __init__(self, *problem):
        self.problem = Problem(*problem)
        super().__init__(str(self.problem))


def text_of(folder, name):
    try:
        return (folder / name).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableError(name, "the file", "it is not UTF-8.", "Save it as “CSV UTF-8”.") from None
    except OSError:
        raise UnreadableError(name, "the file", "it is not there.", "Run new_county on the folder again.") from None


def object_of(folder, name):
    try:
        content = json.loads(text_of(folder, name))
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise UnreadableError(name, f"line {line}", f"not readable as JSON: {error}.", "Mend that line.") from None
    if not isinstance(content, dict):
        raise UnreadableError(name, "line 1", "not an object.", "Begin with { and end with }.")
    return content


def rows_of(folder, name, columns):
    """(line, row) of a table, without its comments. A row has all of `columns`, and no more."""
    numbered = enumerate(text_of(folder, name).splitlines(), start=1)
    lines = [(number, line) for number, line in numbered if line.strip(" ,") and not line.lstrip('"').startswith("#")]
    rows = [
        (number, cells_of(cells, len(columns)))
        for (number, _), cells in zip(lines, csv.reader(line for _, line in lines), strict=True)
    ]
    if not rows or tuple(rows[0][1]) != columns:
        where = f"line {rows[0][0]}" if rows else "line 1"
        raise UnreadableError(name, where, "other columns than it must have.", f"Write {','.join(columns)} there.")
    for number, cells in rows:
        if len(cells) != len(columns):
            wrong = "more or fewer cells than columns."
            raise UnreadableError(name, f"line {number}", wrong, "Put a cell with a comma in it in quotation marks.")
    return [(number, dict(zip(columns, cells, strict=True))) for number, cells in rows[1:]]


def cells_of(cells, most):
    """Without the empty ones behind the last column, which a spreadsheet adds where a comment has commas."""
    found = [cell.strip() for cell in cells]
    while len(found) > most and not found[-1]:
        found.pop()
    return found
