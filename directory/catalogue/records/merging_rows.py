"""The rows of a record, such as the dates of a course, that two people changed, put together row by row.

Those that say the same are the same. Of the rest, those with the same identifier are, or that begin with the same (a
moment, a way of contact), as where rows are replaced (`same_rows.pairs`).
"""

from collections import Counter

from directory.catalogue.records.comparing import is_same
from directory.catalogue.records.same_rows import IDENTIFIER, key_of, what_they_were

REMOVED = "Removed"


def merged_rows(base, mine, theirs, *, by_place, mine_wins=False):
    """(the rows that say what both did, what the three say of the rows that both changed to something else).

    Such a row is as `theirs` has it or, if `mine_wins`, as `mine` does. Two different new orders cannot stand
    together either: then that is so of all rows.
    """
    added = identifiers(mine) & identifiers(theirs)
    was, one, other = (labelled(base, rows, added, by_place=by_place) for rows in (base, mine, theirs))
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


def labelled(base, rows, added, *, by_place):
    """`rows` by what they are: what the row of `base` says that each was, or what a new one says.

    `added` are the identifiers that both have: of those that are new, each is one row and not two.
    """
    before, after = keys_of(base), keys_of(rows)
    known, was = set(before), what_they_were(before, after, by_place=by_place)
    labels = [was.get(key) or (key if key in known else label_of_new(key, added)) for key in after]
    return dict(zip(labels, rows, strict=True))


def label_of_new(key, added):
    return key._replace(said=(), number=0) if key.identifier in added else key._replace(identifier="")


def identifiers(rows):
    return {row[IDENTIFIER] for row in rows if row.get(IDENTIFIER)}


def keys_of(rows):
    seen, keys = Counter(), []
    for row in rows:
        said = key_of(row).said
        keys.append(key_of(row, seen[said]))
        seen[said] += 1
    return keys


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
