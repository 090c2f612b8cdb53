"""XLSX files: where the sheets of a workbook are, and its cells, row by row.

openpyxl, which writes ours, keeps all strings of a file and every row that it says it has: 2 kB can take gigabytes.
"""

import io
import posixpath
import re
import zipfile

from django.core.exceptions import ValidationError
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from directory.exchange.files.limits import LARGEST_UNPACKED, Kept, is_filled, refuse_long, refuse_wide
from directory.exchange.files.xml_parts import elements, starts

NO_RESULT = "#NO RESULT!"  # a formula that the file holds without what it came to
MOST_PARTS = 2_000  # of a workbook
A_PART = b"PK\x01\x02"  # how the list of them names each
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
RETURN = re.compile("_x000D_", re.IGNORECASE)  # how XLSX writes a carriage return
WHOLE = re.compile(r"-?\d{1,15}", re.ASCII)
PHONETIC = "rPh"  # how a word is said, beside it


def xlsx_sheets(content, kept):
    """[(name, lines)] of each sheet. Raises whatever a damaged part makes it trip over."""
    refuse_endless(content)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        book = Workbook(packed)
        if not book.sheets:
            raise ValidationError("The file has no sheets. Save it as XLSX or as CSV UTF-8.")
        return [(name, kept.lines(book.rows(part))) for name, part in book.sheets]


def refuse_endless(content):
    if content.count(A_PART) > MOST_PARTS:
        raise ValidationError("The file has too many parts to be a spreadsheet.")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = packed.infolist()
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise ValidationError("The file is too large once unpacked. Split it into smaller files.")
    if any(part.compress_type not in PACKINGS for part in parts):
        raise ValidationError("The file is packed in a way that no spreadsheet program uses.")


class Workbook:
    """What the cells of all sheets share: strings, which styles are dates, and from which day these count."""

    def __init__(self, packed):
        self.packed = packed
        main = self.linked("", "/officeDocument")[0][1]
        parts = self.linked(main)
        self.epoch, names = self.described(main)
        sheets = {link: part for link, part, kind in parts if kind.endswith("/worksheet")}
        self.sheets = [(name, sheets[link]) for link, name in names.items() if link in sheets]
        self.strings = next((self.shared(part) for _, part, kind in parts if kind.endswith("/sharedStrings")), [])
        self.dates = next((self.date_styles(part) for _, part, kind in parts if kind.endswith("/styles")), [])

    def linked(self, part, ending=""):
        """[(name of the link, part, what it is)] of the parts that a part links to."""
        folder, name = posixpath.split(part)
        return [
            (link["Id"], posixpath.normpath(posixpath.join("/", folder, link["Target"])).lstrip("/"), link["Type"])
            for tag, link in starts(self.packed, posixpath.join(folder, "_rels", f"{name}.rels"))
            if tag == "Relationship" and link["Type"].endswith(ending) and link.get("TargetMode") != "External"
        ]

    def described(self, part):
        """(the day from which dates count, {link: name of its sheet} in their order)."""
        epoch, names = CALENDAR_WINDOWS_1900, {}
        for name, found in starts(self.packed, part):
            if name == "workbookPr" and found.get("date1904") in ("1", "true"):
                epoch = CALENDAR_MAC_1904
            if name == "sheet":
                link = next(value for key, value in found.items() if key.endswith(":id"))
                names[link] = found["name"]
        return epoch, names

    def shared(self, part):
        kept, found, words, aside = Kept(), [], "", False
        for name, value in elements(self.packed, part):
            start = isinstance(value, dict)
            if name == PHONETIC:
                aside = start
            elif name == "t" and not start and not aside:
                words = joined(words, value)
            elif name == "si" and not start:
                found.append(RETURN.sub("\r", words))
                kept.take(found[-1:])
                words = ""
        return found

    def date_styles(self, part):
        """Whether each style of a cell shows its number as a date."""
        formats, found, inside = dict(BUILTIN_FORMATS), [], False
        for name, value in elements(self.packed, part):
            start = isinstance(value, dict)
            if name == "cellXfs":
                inside = start
            elif start and name == "numFmt":
                formats[int(value["numFmtId"])] = value["formatCode"]
            elif start and name == "xf" and inside:
                found.append(is_date_format(formats.get(int(value.get("numFmtId", 0)), "General")))
        return found

    def rows(self, part):
        """(number, cells) of each row of a sheet that says anything."""
        number, column, row, cell, words, aside = 0, 0, {}, {}, {}, False
        for name, value in elements(self.packed, part):
            start = isinstance(value, dict)
            if name == PHONETIC:
                aside = start
            elif name == "row" and start:
                number, column, row = int(value.get("r", number + 1)), 0, {}
            elif name == "row":
                yield number, [row.get(place) for place in range(1, max(row, default=0) + 1)]
            elif name == "c" and start:
                column, cell, words = column_of(value.get("r"), column + 1), value, {}
            elif name == "c":
                if is_filled(found := self.value(cell, words)):
                    refuse_wide(number, column)
                    row[column] = found
            elif not start and name in ("v", "t", "f") and not aside:
                words[name] = joined(words.get(name, ""), value)

    def value(self, cell, words):
        """A cell as text, number, yes or no, or date."""
        kind, text = cell.get("t", "n"), words.get("v", "")
        if kind == "inlineStr":
            return RETURN.sub("\r", words.get("t", ""))
        if "f" in words and not text and kind != "str":
            return NO_RESULT
        if kind == "s":
            return self.strings[int(text)]
        if kind == "b":
            return text in ("1", "true")
        if kind != "n" or not text:
            return RETURN.sub("\r", text)
        return self.number(text, int(cell.get("s", 0)))

    def number(self, text, style):
        found = int(text) if WHOLE.fullmatch(text) else float(text)
        if style < len(self.dates) and self.dates[style]:
            try:
                return from_excel(found, self.epoch)
            except (OverflowError, ValueError):
                return text
        return found


def joined(words, more):
    refuse_long(len(words) + len(more))
    return words + more


def column_of(reference, following):
    letters = re.match("[A-Z]{1,3}", reference or "")
    return column_index_from_string(letters[0]) if letters else following
