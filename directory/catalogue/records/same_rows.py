"""Which row is which, where some of them changed: by its permanent identifier, or else by what it says.

A row that a person typed, and a record from before identifiers were kept, have none.
"""

from collections import defaultdict
from typing import NamedTuple

from django.utils import timezone

IDENTIFIER = "uuid"  # what calendars know a date by. It is no part of what a row says


class Key(NamedTuple):
    """What a row says, its identifier if it has one, and which it is of those that say the same."""

    said: tuple
    identifier: str = ""
    number: int = 0


def key_of(row, number=0):
    said = tuple(plain_part(value) for name, value in row.items() if name != IDENTIFIER)
    return Key(said, row.get(IDENTIFIER) or "", number)


def plain_part(value):
    """Nothing is nothing, however it is written."""
    if isinstance(value, list):
        return tuple(map(plain_part, value)) or None
    return None if value == "" or value is False else value


def what_they_were(before, after, *, by_place):
    """{key of `after`: the key of `before` that it was}, of those that changed."""
    still, now = set(after), set(before)
    return pairs([key for key in before if key not in still], [key for key in after if key not in now], by_place)


def pairs(gone, new, by_place):
    """{new key: the key that it had}. The first part of a row says what it is: a moment, or a way of contact.

    Several with the same first part are paired in their order, `by_place`, or not at all. A moment may itself have
    changed: the only one of its day, or the only one at its place, was put at another time. An identifier that is not
    among those that are gone says that the row is another, unless it says the very same.
    """
    if by_place:
        return paired(gone, new, first_part, in_order=True)
    found = {}
    for alike in (identifier_of, said_of, first_part, day_of, place_of):
        some = new if alike in (identifier_of, said_of) else [key for key in new if not key_differs(key, gone)]
        left = [key for key in gone if key not in found.values()], [key for key in some if key not in found]
        found |= paired(*left, alike)
    return found


def key_differs(key, gone):
    """Whether it has an identifier, and so has what is gone: then they are two."""
    return bool(key.identifier) and all(other.identifier for other in gone)


def paired(gone, new, alike, *, in_order=False):
    before, after = grouped(gone, alike), grouped(new, alike)
    found = {}
    for part, keys in after.items():
        if part and (in_order or len(keys) == len(before[part]) == 1):
            found |= dict(zip(keys, before[part], strict=False))
    return found


def grouped(keys, alike):
    groups = defaultdict(list)
    for key in keys:
        groups[alike(key)].append(key)
    return groups


def identifier_of(key):
    return key.identifier


def said_of(key):
    return key.said


def first_part(key):
    return key.said[0]


def day_of(key):
    return key.said[0][:10]


def place_of(key):
    """Where what is still to come takes place: a date that is past was not put off."""
    return key.said[2] if key.said[0] > timezone.now().isoformat() else None


def slot_of(key):
    """What only one row of those with moments may have: a moment at a place."""
    return key.said[0], *key.said[2:3]


def with_identifiers(rows, before):
    """`rows`, each that was there `before` with the identifier that it had."""
    keys = [key_of(row) for row in rows]
    known = {key_of(row): row.get(IDENTIFIER) for row in before}
    was = what_they_were(list(known), keys, by_place=False)
    given = [known.get(was.get(key, key)) for key in keys]
    return [row | ({IDENTIFIER: one} if one else {}) for row, one in zip(rows, given, strict=True)]
