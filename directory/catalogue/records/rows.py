"""The rows that belong to what an entry says, such as the dates of a course: checked like any field, wherever they
come from, and replaced together.

The model of a row may have `order`: then its rows keep the order they are given in. Its method `prose` names the
fields that hold words, if it is a row of an entry: then a spreadsheet can hold it too.
"""

from collections import Counter

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.deletion import Collector

from directory.catalogue.records.same_rows import IDENTIFIER, key_of, slot_of, what_they_were, with_identifiers
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
    wrong += [*repeated(model, checked), *repeated_identifiers(model, checked)]
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
    return row, names_said(kind, name, values), chosen


def names_said(kind, name, values):
    """The names of a row's fields. One that nobody gave an identifier has none until it is saved."""
    return [one for one in kind.ROWS[name] if one != IDENTIFIER or values.get(one)]


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


def as_known(kind, name, rows, before):
    """`rows`, those that were there `before` with their identifiers: what nothing changed stays unchanged."""
    return with_identifiers(rows, before) if IDENTIFIER in kind.ROWS[name] else rows


def repeated_identifiers(model, rows):
    """A line that was copied to make a new one still has the identifier of the first."""
    times = Counter(row[IDENTIFIER] for row in rows if IDENTIFIER in row)
    if any(count > 1 for count in times.values()):
        noun = model._meta.verbose_name
        yield f"Two {noun}s have the same permanent identifier. Leave it out of the new {noun}."


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
    let_go(now, changed)
    for place, values in enumerate(wanted):
        key = key_of(values)
        was = changed.get(key, key)
        row = now.get(was)
        if row is None or was.said != key.said or (has_order(model) and row.order != place):
            save_row(entry, name, row or model(), values, place)


def compared(entry, name, wanted):
    """(the rows by what they say, {what a row will say: what it says now}, the rows that go)."""
    rows = getattr(entry, name).all()
    now = {key_of(plain_row(row, entry.ROWS[name])): row for row in rows}
    then = [key_of(values) for values in wanted]
    changed = what_they_were(now, then, by_place=has_order(row_model(type(entry), name)))
    stay = {*then, *changed.values()}
    return now, changed, [row for key, row in now.items() if key not in stay]


def let_go(now, changed):
    """What only one row may have, such as a moment at a place, may go from one to another: it is left first."""
    wanted = {slot_of(key) for key in changed}
    for key, was in changed.items():
        if slot_of(key) != slot_of(was) in wanted and hasattr(now[was], "leave"):
            now[was].leave()


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
