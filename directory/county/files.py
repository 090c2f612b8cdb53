"""Reading the files of a county's folder, and what is wrong with them in words that a council can act on."""

import csv
import json
import os
from dataclasses import dataclass

from directory.county.broken_json import OTHERWISE, in_plain_words

FILL_IN = "FILL IN"  # how what nobody has filled in yet begins
NOT_UTF8 = {
    ".csv": "Save it as “CSV UTF-8”.",
    ".svg": "Save the drawing as SVG: a picture of another sort cannot be called so.",
}
OTHER_SEPARATORS = {";": "semicolons", "\t": "tabs"}
WITH_COMMAS = (
    "Save it with commas: as “CSV UTF-8 (Comma delimited)” in Excel, or with , as field delimiter in LibreOffice."
)


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
        mend = NOT_UTF8.get((folder / name).suffix, "Save it as UTF-8.")
        raise UnreadableError(name, "the file", "it is not UTF-8.", mend) from None
    except OSError as error:
        raise UnreadableError(name, "the file", *why(error, folder / name)) from None


def why(error, path):
    """(what is wrong with a file or folder, how to mend it), where the system says no."""
    match error:
        case FileNotFoundError() | FileExistsError() if os.path.islink(path) and not os.path.exists(path):
            return "it is a link to something that is not there.", "Put that there, or take the link away."
        case FileNotFoundError():
            return "it is not there.", "Put it back, or run new_county on the folder again."
        case PermissionError():
            return "whoever runs this may not open it.", "Change its rights, or those of the folder that it is in."
        case IsADirectoryError():
            return "it is a folder where a file must be.", "Take it away, and run new_county on the folder again."
        case NotADirectoryError() | FileExistsError():
            return "it is a file where a folder must be.", "Take it away."
    return f"it cannot be opened ({error.strerror}).", "Ask whoever looks after the machine."


def json_of(folder, name):
    text = text_of(folder, name)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise UnreadableError(name, place, *in_plain_words(error)) from None
    except (ValueError, RecursionError):  # a number of thousands of figures, a thousand brackets in each other
        raise UnreadableError(name, "the file", *OTHERWISE) from None


def object_of(folder, name):
    content = json_of(folder, name)
    if not isinstance(content, dict):
        raise UnreadableError(name, "line 1", "not an object.", "Begin with { and end with }.")
    return content


def rows_of(folder, name, columns):
    """(line, row) of a table, without its comments. A row has all of `columns`, and no more."""
    numbered = enumerate(text_of(folder, name).split("\n"), start=1)
    lines = [(number, line) for number, line in numbered if line.strip(" ,") and not line.lstrip('"').startswith("#")]
    number, head = lines[0] if lines else (1, "")
    for separator, called in OTHER_SEPARATORS.items():
        if separator in head and "," not in head:
            raise UnreadableError(name, f"line {number}", f"its cells are separated by {called}.", WITH_COMMAS)
    rows = [(number, cells_of(name, number, line, len(columns))) for number, line in lines]
    if not rows or tuple(rows[0][1]) != columns:
        what = "other columns than it must have."
        raise UnreadableError(name, f"line {number}", what, f"Write {','.join(columns)} there.")
    for number, cells in rows:
        if len(cells) != len(columns):
            wrong = "more or fewer cells than columns."
            raise UnreadableError(name, f"line {number}", wrong, "Put a cell with a comma in it in quotation marks.")
    return [(number, dict(zip(columns, cells, strict=True))) for number, cells in rows[1:]]


def cells_of(name, number, line, most):
    """Without the empty ones behind the last column, which a spreadsheet adds where a comment has commas."""
    try:
        found = [cell.strip() for cell in next(csv.reader([line], strict=True))]
    except csv.Error:
        what = "a quotation mark is missing or too many, or a cell has a line break."
        raise UnreadableError(name, f"line {number}", what, "Write the row on one line.") from None
    while len(found) > most and not found[-1]:
        found.pop()
    return found
