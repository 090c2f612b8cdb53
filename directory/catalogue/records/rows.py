"""The rows that belong to what an entry says, such as the dates of a course: checked like any field, wherever they
come from, and replaced together.

The model of a row may have `order`: then its rows keep the order they are given in. Its method `prose` names the
fields that hold words, if it is a row of an entry: then a spreadsheet can hold it too.
"""

from collections import Counter, defaultdict

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.deletion import Collector
from django.utils import timezone

from directory.catalogue.records.values import look_up, plain_value, single_value
from directory.privacy.findings import findings
from directory.privacy.forms import is_prose


def row_model(kind, name):
    return kind._meta.get_field(name).related_model


def declared_rows(model):
    """The rows that belong to what one of `model` says: accessor -> the names of their fields."""
    return getattr(model, "ROWS", {})


def as_declared(model, name, rows):
    """`rows`, the values of each in their declared order, which says what a row is: JSON in PostgreSQL loses it."""
    names = declared_rows(model).get(name, ())
    return [{one: row[one] for one in names if one in row} | row for row in rows]


def rows_of(own, name):
    """What the rows of an entry say, as plain values."""
    model, names = row_model(type(own), name), own.ROWS[name]
    rows = with_what_they_name(getattr(own, name).all(), [model._meta.get_field(one) for one in names])
    return in_order(model, [plain_row(row, names) for row in rows])


def with_what_they_name(rows, fields):
    """However many rows there are, all that they name in as many queries."""
    many = [field.name for field in fields if field.many_to_many]
    single = [
        "__".join((field.name, *getattr(field.related_model, "NAMED_WITH", ())))
        for field in fields
        if field.is_relation and not field.many_to_many
    ]
    return rows.select_related(*single).prefetch_related(*many) if many or single else rows


def plain_row(row, names, chosen=None):
    """`chosen` has the terms of a row that is not saved."""
    return {name: plain_part(row, type(row)._meta.get_field(name), chosen or {}) for name in names}


def plain_part(row, field, chosen):
    if field.many_to_many:
        return plain_value(field, chosen[field.name] if field.name in chosen else getattr(row, field.name).all())
    return plain_value(field, getattr(row, field.name))


def in_order(model, rows):
    return rows if has_order(model) else sorted(rows, key=lambda row: tuple(map(str, row.values())))


def has_order(model):
    return any(field.name == "order" for field in model._meta.fields)


def checked_rows(kind, name, rows, of=None):
    """`rows` of plain values as they would be kept, by the thing itself where their checks need it.

    Raises ValidationError, a sentence for each thing wrong.
    """
    model = row_model(kind, name)
    wrong, checked = [], []
    for number, values in enumerate(rows, start=1):
        try:
            checked.append(plain_row(*checked_row(kind, name, values, of)))
        except ValidationError as error:
            wrong += [
                f"{model._meta.verbose_name.capitalize()} {number}: {words}" for words in in_sentences(error, model)
            ]
    wrong += repeated(model, checked)
    if wrong:
        raise ValidationError(wrong)
    return in_order(model, checked)


def checked_row(kind, name, values, of=None):
    """(a row with these plain values, not saved, the names of its fields, the terms chosen for it)."""
    model, parent = row_model(kind, name), kind._meta.get_field(name).field.name
    fields = [model._meta.get_field(field) for field in kind.ROWS[name]]
    single, chosen = row_values(model, {field.name: values[field.name] for field in fields if field.name in values})
    row = model(**single, **({parent: of} if of else {}))
    row.clean_fields(exclude=[parent])
    row.clean()
    refuse_unfit_words(row)
    row.validate_constraints(exclude={parent, *(field.name for field in fields if field.choices)})
    return row, kind.ROWS[name], chosen


def row_values(model, values):
    """(the values to set, the terms to choose) of a row with these plain values."""
    fields = [model._meta.get_field(name) for name in values]
    chosen = {field.name: look_up(field, values[field.name]) for field in fields if field.many_to_many}
    return {field.name: single_value(field, values[field.name]) for field in fields if not field.many_to_many}, chosen


def expected_in(row, part):
    """Kinds of findings that are no surprise in a part of a row: what is a place has a postcode."""
    return frozenset(getattr(row, "EXPECTED", {}).get(part, ()))


def refuse_unfit_words(row):
    """What is certainly about a person; and the sign that stands between the parts of a row in a spreadsheet."""
    entrys = hasattr(row, "prose")
    for name in row.prose() if entrys else [field.name for field in row._meta.fields if is_prose(field)]:
        text = getattr(row, name)
        if entrys and "|" in text:
            raise ValidationError({name: "Leave out “|”."})
        for finding in findings(text):
            if finding.certain:
                raise ValidationError({name: f"Remove “{finding.text}”. It looks like {finding.words}."})


def in_sentences(error, model):
    """The messages of a ValidationError, each after the field that it is about."""
    if not hasattr(error, "error_dict"):
        return error.messages
    return [
        message if name == NON_FIELD_ERRORS else f"{model._meta.get_field(name).verbose_name}: {message}"
        for name, messages in error.message_dict.items()
        for message in messages
    ]


def repeated(model, rows):
    """What a constraint of the database would say of rows that are there twice. They share their entry."""
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            said = (tuple(row[name] for name in constraint.fields if name in row) for row in rows)
            times = Counter(values for values in said if None not in values)
            if any(count > 1 for count in times.values()):
                yield constraint.violation_error_message


def replace_rows(entry, name, wanted):
    """Make the rows of `entry` those that `wanted` says. Raises ValidationError as `checked_rows` does.

    What changes and yet stays the same thing stays the same row: calendars see a change and not another date, and
    whoever points to a telephone number still does. A row that something else points to is not taken away.
    """
    model = row_model(type(entry), name)
    wanted = checked_rows(type(entry), name, wanted, of=entry)
    now, changed, gone = compared(entry, name, wanted)
    refuse_if_used(gone)
    for row in gone:
        row.delete()
    for place, values in enumerate(wanted):
        key = key_of(values)
        row = now.get(changed.get(key, key))
        if row is None or key in changed or (has_order(model) and row.order != place):
            save_row(entry, name, row or model(), values, place)


def compared(entry, name, wanted):
    """(the rows by what they say, {what a row will say: what it says now}, the rows that go)."""
    rows = getattr(entry, name).all()
    now = {key_of(plain_row(row, entry.ROWS[name])): row for row in rows}
    then = [key_of(values) for values in wanted]
    gone = [key for key in now if key not in set(then)]
    new = [key for key in then if key not in now]
    changed = pairs(gone, new, by_place=has_order(row_model(type(entry), name)))
    return now, changed, [now[key] for key in gone if key not in changed.values()]


def refuse_rows_that_are_used(entry, name, wanted):
    """Says beforehand what `replace_rows` would refuse."""
    refuse_if_used(compared(entry, name, wanted)[2])


def refuse_if_used(rows):
    for row in rows:
        try:
            Collector(using=DEFAULT_DB_ALIAS, origin=row).collect([row])
        except models.ProtectedError as error:
            users = ", ".join(sorted({str(user) for user in error.protected_objects}))
            raise ValidationError(
                f"“{row}” is still in use: {users}. Put another in its place there first."
            ) from None


def key_of(values):
    return tuple(tuple(value) if isinstance(value, list) else value for value in values.values())


def save_row(entry, name, row, values, place):
    fields, chosen = row_values(type(row), values)
    if has_order(type(row)):
        fields["order"] = place
    for field, value in fields.items():
        setattr(row, field, value)
    setattr(row, type(entry)._meta.get_field(name).field.name, entry)
    row.save()
    for field, items in chosen.items():
        getattr(row, field).set(items)


def pairs(gone, new, *, by_place):
    """{new key: the key that it had}. The first part of a key says what a thing is: a moment, or a way of contact.

    Several with the same first part are paired in their order, `by_place`, or not at all. A moment may itself have
    changed: the only one of its day, or the only one at its place, was put at another time.
    """
    if by_place:
        return paired(gone, new, first_part, in_order=True)
    found = {}
    for alike in (first_part, day_of, place_of):
        left = [key for key in gone if key not in found.values()], [key for key in new if key not in found]
        found |= paired(*left, alike)
    return found


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


def first_part(key):
    return key[0]


def day_of(key):
    return key[0][:10]


def place_of(key):
    """Where what is still to come takes place: a date that is past was not put off."""
    return key[2] if key[0] > timezone.now().isoformat() else None
