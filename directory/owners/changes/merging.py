"""What an organisation changed, put onto what its entry says now: only what they changed, value by value."""

from dataclasses import dataclass
from typing import Any

from directory.catalogue.records.comparing import is_same
from directory.catalogue.records.same_rows import IDENTIFIER
from directory.owners.changes.named_fields import ROW_KEYS


@dataclass(frozen=True)
class Part:
    """One field that they changed. It clashes where somebody here made something else of it meanwhile."""

    name: str
    seen: Any
    now: Any
    after: Any
    clashes: bool


def parts(seen, wanted, now):
    """What `wanted` would change of the record `now`; what it says already is left out."""
    for name, value in wanted.items():
        if name not in now:
            continue
        merge = merged_rows if name in ROW_KEYS else merged_terms if isinstance(value, list) else merged_value
        after, clashes = merge(name, seen.get(name), value, now[name])
        if after != now[name]:
            yield Part(name, seen.get(name), now[name], after, clashes)


def merged_value(name, seen, wanted, now):
    return wanted, now not in (seen, wanted)


def merged_terms(name, seen, wanted, now):
    """Terms that they added come, those that they took away go, and the others stay."""
    return sorted((set(now) | set(wanted) - set(seen)) - (set(seen) - set(wanted))), False


def merged_rows(name, seen, wanted, now):
    """`wanted` has a row, or None for one that goes, in the place of each that they saw, and new ones after those."""
    rows, clashes = [*now], False
    for before, after in zip(seen, wanted, strict=False):
        if before != after:
            clashes |= merge_row(rows, before, after, ROW_KEYS[name])
    rows += [row for row in wanted[len(seen) :] if row is not None and not is_there(row, rows)]
    return [row for row in rows if row is not None], clashes


def merge_row(rows, before, after, keys):
    """Change one of `rows` in its place. Returns whether it clashes with what somebody did to it meanwhile."""
    place = place_of(rows, before, keys)
    if place is None:
        missing = after is not None and not is_there(after, rows)
        rows += [after] * missing
        return missing
    row = rows[place]
    if after is None:
        rows[place] = None
        return not is_same(row, before)
    changed = {name for name in after if after[name] != before.get(name)}
    rows[place] = {**row, **{name: after[name] for name in changed}}
    return any(row.get(name) not in (before.get(name), after[name]) for name in changed)


def place_of(rows, before, keys):
    """Where the row that they saw stands: as it was or, if somebody changed it, by what it is known by."""
    for place, row in enumerate(rows):
        if row and is_same(row, before):
            return place
    for known_by in ((IDENTIFIER,), keys):
        same = [place for place, row in enumerate(rows) if row and is_known(row, before, known_by)]
        if len(same) == 1:
            return same[0]
    return None


def is_known(row, before, keys):
    return all(before.get(key) and row.get(key) == before[key] for key in keys)


def is_there(row, rows):
    return any(is_same(row, one) for one in rows if one)
