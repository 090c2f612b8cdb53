"""The one table of a file: which sheet it is, its headings as they stand there, and the rows below them."""

from dataclasses import dataclass, field

import tablib
from django.core.exceptions import ValidationError

from directory.exchange.files.limits import column_name, is_filled
from directory.exchange.files.reading_files import sheets_in

REFERENCE = "reference"
OUR_COLUMNS = ("row in your file", "why it was not imported")  # of the file of rows that were left out
HELP_SHEET = "What to fill in"  # of our own template
LOOKED_AT = 20  # rows in which headings are looked for below a title
ENOUGH = 2  # known headings that make a row one of headings
EXAMPLES, LONGEST_EXAMPLE = 3, 60


@dataclass
class Table:
    """Headings, "" where a column has none; lines of (number in the file, cells); names of the other sheets."""

    headings: list
    lines: list
    other_sheets: list = field(default_factory=list)

    def __post_init__(self):
        width = max([len(self.headings), *(len(cells) for _, cells in self.lines)])
        self.headings += [""] * (width - len(self.headings))
        filled = {place for _, cells in self.lines for place, cell in enumerate(cells) if is_filled(cell)}
        self.filled = [place in filled for place in range(width)]

    def name(self, place):
        """What people call a column."""
        return self.headings[place] or column_name(place + 1).replace("column", "Column")

    def examples(self, place):
        """Its first values, as texts."""
        found = {}
        for _, cells in self.lines:
            if len(cells) > place and is_filled(cells[place]):
                found[shortened(str(cells[place]).strip())] = True
            if len(found) == EXAMPLES:
                break
        return list(found)

    @property
    def unnamed(self):
        """The places of columns that have values and no heading."""
        return [place for place, heading in enumerate(self.headings) if not heading and self.filled[place]]

    def rows(self, names):
        """The table with our name for each column, and without those whose name is "".

        What else it has: `lines`, the numbers that a spreadsheet shows beside its rows; `called`, the file's own
        heading by our name; `left_out`, what of the file is not in it.
        """
        places = {}
        for place, name in enumerate(names):
            if name:
                places.setdefault(name, []).append(place)
        rows = tablib.Dataset(headers=list(places))
        for _, cells in self.lines:
            rows.append([joined(cells, some) for some in places.values()])
        rows.lines = [number for number, _ in self.lines]
        rows.called = {name: " and ".join(map(self.name, some)) for name, some in places.items()}
        skipped = [place for place, name in enumerate(names) if not name and self.filled[place]]
        rows.left_out = [f"“{self.name(place)}”" for place in skipped]
        rows.left_out += [f"the sheet “{sheet}”" for sheet in self.other_sheets]
        return rows


def joined(cells, places):
    """What a row has in one place; or, where a column of ours is several in the file, all that it has, as a line."""
    found = [cells[place] for place in places if place < len(cells) and is_filled(cells[place])]
    return ", ".join(str(value).strip() for value in found) if len(found) > 1 else next(iter(found), "")


def shortened(text):
    return text if len(text) <= LONGEST_EXAMPLE else f"{text[:LONGEST_EXAMPLE]}…"


def table_in(content, knows=lambda name: False):
    """The table of a file; `knows` says whether a name is that of a column. Raises ValidationError if it has none."""
    (_, ((_, first), *rest)), others = sheet_with_headings(sheets_in(content), knows)
    headings = [str(heading or "").strip() for heading in first]
    refuse_title_row(first, headings, rest, knows)
    headings, rest = without_our_columns(headings, rest)
    return Table(headings, rest, [other for other in others if other != HELP_SHEET])


def without_our_columns(headings, lines):
    """A file of rows that were left out, as it came: whoever has corrected it need not delete what we wrote in it."""
    ours = {place for place, heading in enumerate(headings) if heading.lower() in OUR_COLUMNS}
    if not ours:
        return headings, lines
    return kept(headings, ours), [(number, kept(cells, ours)) for number, cells in lines]


def kept(cells, ours):
    return [cell for place, cell in enumerate(cells) if place not in ours]


def sheet_with_headings(sheets, knows):
    """((name, lines) of the sheet whose first row has headings, or else of the first with any lines; the others)."""
    filled = [(name, lines) for name, lines in sheets if lines]
    if not filled:
        raise ValidationError("The file is empty. The first row must contain the headings.")
    known = [(name, lines) for name, lines in filled if are_headings(lines[0][1], knows)]
    used = [(name, lines) for name, lines in known if len(lines) > 1]
    if len(used) > 1:
        names = ", ".join(f"“{name}”" for name, _ in used)
        raise ValidationError(f"More than one sheet has entries: {names}. Put them in one sheet, or in two files.")
    found = (used or known or filled)[0]
    return found, [name for name, _ in filled if name != found[0]]


def are_headings(cells, knows):
    names = [str(value).strip() for value in cells if is_filled(value)]
    return REFERENCE in map(str.lower, names) or sum(map(knows, names)) >= ENOUGH


def refuse_title_row(first, headings, rest, knows):
    """A title, or a note, above the headings."""
    below = rest[:LOOKED_AT]
    alone = sum(map(bool, headings)) == 1 and any(sum(map(is_filled, cells)) > 1 for _, cells in below)
    if are_headings(first, knows):
        return
    if alone or any(are_headings(cells, knows) for _, cells in below):
        found = next(heading for heading in headings if heading)
        raise ValidationError(
            f"The headings are expected in the first row. It has “{found[:60]}” there. Delete what is above them."
        )
