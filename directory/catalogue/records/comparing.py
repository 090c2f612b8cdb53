"""What differs between two records."""

from dataclasses import dataclass

from directory.catalogue.records.reading import fields_of, label_of
from directory.catalogue.records.rows import as_declared, declared_rows
from directory.catalogue.records.same_rows import IDENTIFIER


@dataclass(frozen=True)
class Difference:
    """One field that two records do not share, in a curator's words; lists as lines."""

    name: str
    label: str
    before: str
    after: str


def differences(model, before, after):
    """What changes from one record to another, in the order of the fields. A name that one lacks counts as empty.

    Of lists only what they do not share.
    """
    names = [*(field.name for field in fields_of(model)), *declared_rows(model)]
    changed = [name for name in names if not is_same(before.get(name), after.get(name))]
    sides = {name: without_shared(said_of(model, name, before), said_of(model, name, after)) for name in changed}
    return [Difference(name, str(label_of(model, name)), *map(in_words, sides[name])) for name in changed]


def said_of(model, name, record):
    value = record.get(name)
    return as_declared(model, name, value) if value and name in declared_rows(model) else value


def without_shared(before, after):
    """Of two lists what one has and the other does not; if only their order differs, both whole."""
    if not (isinstance(before, list) and isinstance(after, list)):
        return before, after
    gone, new = ([item for item in one if item not in other] for one, other in ((before, after), (after, before)))
    return (gone, new) if gone or new else (before, after)


def in_words(value):
    """A plain value as text to read side by side with another."""
    match value:
        case None | "" | []:
            return ""
        case bool():
            return "Yes" if value else "No"
        case list():
            return "\n".join(in_words(item) for item in value)
        case dict():
            said = [(name, part) for name, part in value.items() if part and name != IDENTIFIER]
            return ", ".join(f"{name.replace('_', ' ')}: {part}" for name, part in said)
        case _:
            return str(value)


def is_same(one, other):
    """Whether two plain values say the same: what is empty is, however it is written. Who they are is not said."""
    return comparable(one) == comparable(other)


def comparable(value):
    if isinstance(value, list):
        return tuple(comparable(item) for item in value) or None
    if isinstance(value, dict):
        said = ((name, comparable(part)) for name, part in sorted(value.items()) if name != IDENTIFIER)
        return tuple((name, part) for name, part in said if part is not None)
    if value is None or value == "" or value is False:
        return None
    return isinstance(value, bool), value  # True is not 1


def record_without(model, now, before, after, names=None):
    """(what `now` says without the change from `before` to `after`, the labels of what cannot be taken back).

    Of `names` only, or of all that changed. What somebody has changed again since stays as they left it.
    """
    wanted, touched = dict(now), []
    for difference in differences(model, before, after):
        name = difference.name
        if names is not None and name not in names:
            continue
        if is_same(now[name], after.get(name)):
            wanted[name] = before[name]
        elif not is_same(now[name], before[name]):
            touched.append(difference.label)
    return wanted, touched
