"""From a record back to what it is of."""

from django.core.exceptions import ValidationError

from directory.catalogue.models import Entry
from directory.catalogue.records.reading import fields_of
from directory.catalogue.records.rows import checked_rows, declared_rows, replace_rows
from directory.catalogue.records.values import look_up, single_value
from directory.catalogue.states import Status
from directory.catalogue.usage import reasons_to_stay
from directory.privacy.findings import findings
from directory.privacy.forms import is_prose


def python_values(model, record):
    """(attributes to set, lists of terms or entries to set). Raises ValidationError for what is unknown.

    Names in the record that the kind does not have, such as a field that has gone since, are left out.
    """
    fields = [field for field in fields_of(model) if field.name in record]
    many = {field.name: look_up(field, record[field.name]) for field in fields if field.many_to_many}
    single = {field.name: single_value(field, record[field.name]) for field in fields if not field.many_to_many}
    return single, many


def apply_record(thing, record):
    """Make `thing` (an entry of its own kind, or anything else with a record) say what `record` says, and save it.


    Raises ValidationError if it cannot: something that the record names has gone, a value is not possible, readers
    would see it without what they need, or would look in an emergency for one that has closed.
    """
    single, many = python_values(type(thing), record)
    to_stay = reasons_if_it_closes(thing, single)
    for name, value in single.items():
        setattr(thing, name, value)
    refuse_unfit(thing)
    declared = declared_rows(type(thing))
    rows = {name: checked_rows(type(thing), name, record[name], of=thing) for name in declared.keys() & record.keys()}
    if problems := to_stay + problems_for_readers(thing, single | many | rows):
        raise ValidationError(problems)
    for name, items in many.items():
        getattr(thing, name).set(items)
    thing.save()
    for name, wanted in rows.items():
        replace_rows(thing, name, wanted)


def reasons_if_it_closes(thing, single):
    """Why a published entry cannot close: readers look for it in an emergency."""
    closes = isinstance(thing, Entry) and single.get("status", Status.ACTIVE) != Status.ACTIVE
    return list(reasons_to_stay(thing)) if closes and thing.is_published else []


def refuse_unfit(thing):
    if not isinstance(thing, Entry):
        thing.full_clean()
        return
    thing.full_clean(exclude=["slug"])
    refuse_taken_address(thing)


def problems_for_readers(thing, said):
    """What readers would lack: a published entry says so, and whatever else is shown at once (`problems_of`)."""
    if isinstance(thing, Entry):
        return thing.publication_problems(said) if thing.is_published else []
    problems_of = getattr(thing, "problems_of", lambda said: [])
    return [*refused_words(thing), *problems_of(said)]


def refused_words(thing):
    """Words that are certainly about a person; what only looks so was asked about when it was typed."""
    texts = [(field, getattr(thing, field.name)) for field in type(thing)._meta.fields if is_prose(field)]
    return [
        f"{field.verbose_name.capitalize()}: Remove “{finding.text}”. It looks like {finding.words}."
        for field, text in texts
        for finding in findings(text or "")
        if finding.certain
    ]


def refuse_taken_address(entry):
    """An entry that went back to an address which another has by now would take it from that one."""
    if type(entry).objects.filter(slug=entry.slug).exclude(pk=entry.pk).exists():
        raise ValidationError({"slug": f"Another entry of this kind has the web address “{entry.slug}” now."})
