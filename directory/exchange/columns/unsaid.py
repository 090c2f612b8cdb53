"""Cells of a list that do not say: an empty cell of a spreadsheet empties a field, and this leaves it as it is."""


class Unsaid:
    def __str__(self):
        return ""


UNSAID = Unsaid()


def said(row, record):
    """The row without the cells that say nothing of what `record` knows already."""
    return {name: value for name, value in row.items() if value is not UNSAID or name not in record}
