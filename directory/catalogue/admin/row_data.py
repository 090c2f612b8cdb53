"""What a browser sent of the rows of a form."""

import re
from collections import defaultdict


def with_gone_rows_as_new(data, prefix, there):
    """A formset's data in which rows that are not `there` any more (ids as text) come last, as new ones.

    A formset refuses an id that it does not know, and what was typed beside it could not be saved.
    """
    rows = defaultdict(dict)
    for key in data:
        if found := re.fullmatch(rf"{re.escape(prefix)}-([0-9]{{1,4}})-(\w+)", key):
            rows[int(found[1])][found[2]] = data[key]
    ordered = [rows[number] for number in sorted(rows)]
    gone = [row for row in ordered if row.get("id") and row["id"] not in there]
    if not gone:
        return data
    data = data.copy()
    kept = [row for row in ordered if row.get("id") in there]
    new = [row | {"id": ""} for row in ordered if row.get("id") not in there]
    data[f"{prefix}-INITIAL_FORMS"] = str(len(kept))
    for number, row in zip(sorted(rows), kept + new, strict=True):
        for name, value in row.items():
            data[f"{prefix}-{number}-{name}"] = value
    return data
