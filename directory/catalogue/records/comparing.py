"""What differs between two records."""

from dataclasses import dataclass

from directory.catalogue.records.reading import fields_of, label_of, record_of


@dataclass(frozen=True)
class Difference:
    """One field that two records do not share, in a curator's words; lists as lines."""

    name: str
    label: str
    before: str
    after: str


def differences(model, before, after):
    """What changes from one record to another, in the order of the fields. A name that one lacks counts as empty."""
    names = [*(field.name for field in fields_of(model)), *model.ROWS]
    changed = [name for name in names if (before.get(name) or None) != (after.get(name) or None)]
    return [
        Difference(name, str(label_of(model, name)), in_words(before.get(name)), in_words(after.get(name)))
        for name in changed
    ]


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
            return ", ".join(f"{name.replace('_', ' ')}: {part}" for name, part in value.items() if part)
        case _:
            return str(value)


def record_without(own, change):
    """(what `own` says without `change`, the labels of what cannot be taken back)."""
    now, after = record_of(own), own.record_of_today(change.record)
    before = change.entry.revisions.filter(number__lt=change.number).first().record
    wanted, touched = dict(now), []
    for difference in differences(type(own), before, after):
        name = difference.name
        if now[name] == after[name]:
            wanted[name] = before[name]
        elif now[name] != before[name]:
            touched.append(difference.label)
    return wanted, touched
