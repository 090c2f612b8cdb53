"""The rows of a record, such as the dates of a course, that two people changed, put together row by row.

A row has no name in a record. Those that say the same are the same. Of the rest, those that begin with the same (a
moment, a way of contact) are, as where rows are replaced (`rows.pairs`).
"""

from collections import Counter

from directory.catalogue.records.comparing import is_same
from directory.catalogue.records.rows import pairs

REMOVED = "Removed"


def merged_rows(base, mine, theirs, *, by_place, mine_wins=False):
    """(the rows that say what both did, what the three say of the rows that both changed to something else).

    Such a row is as `theirs` has it or, if `mine_wins`, as `mine` does. Two different new orders cannot stand
    together either: then that is so of all rows.
    """
    was, one, other = labelled(base, base, by_place), labelled(base, mine, by_place), labelled(base, theirs, by_place)
    if by_place and rearranged(was, one) and rearranged(was, other) and rearranged(one, other):
        return (mine if mine_wins else theirs), [base, mine, theirs]
    merged, clashes = [], []
    for label in merged_order(was, one, other):
        before, my_row, their_row = (rows.get(label) for rows in (was, one, other))
        clash = not is_same(their_row, before) and not is_same(my_row, before) and not is_same(my_row, their_row)
        clashes += [(before, my_row, their_row)] if clash else []
        row = my_row if is_same(their_row, before) or (clash and mine_wins) else their_row
        merged += [] if row is None else [row]
    return merged, [[row or REMOVED for row in side] for side in zip(*clashes, strict=True)]


def labelled(base, rows, by_place):
    """`rows` by what they are: what the row of `base` says that each was, or what a new one says."""
    before, after = keys_of(base), keys_of(rows)
    gone, new = [key for key in before if key not in after], [key for key in after if key not in before]
    was = pairs(gone, new, by_place=by_place)
    return {was.get(key, key): row for key, row in zip(after, rows, strict=True)}


def keys_of(rows):
    """What each row says, and which it is of those that say the same, as one tuple."""
    seen, keys = Counter(), []
    for row in rows:
        said = tuple(plain_part(value) for value in row.values())
        keys.append((*said, seen[said]))
        seen[said] += 1
    return keys


def plain_part(value):
    """As `rows.pairs` takes it: nothing is nothing, however it is written."""
    if isinstance(value, list):
        return tuple(map(plain_part, value)) or None
    return None if value == "" or value is False else value


def merged_order(was, one, other):
    """The labels in the order of whoever rearranged them. What only the second has stands after what it follows."""
    first, second = (one, other) if rearranged(was, one) else (other, one)
    order, at = list(first), 0
    for label in second:
        if label not in first:
            order.insert(at, label)
        at = order.index(label) + 1
    return order


def rearranged(before, after):
    """Whether what both have stands in another order."""
    return [label for label in before if label in after] != [label for label in after if label in before]
