"""From a record back to an entry."""

from collections import Counter

from django.core.exceptions import ValidationError

from directory.catalogue.records.reading import fields_of, name_of, plain_moment
from directory.taxonomy.models import Coded, Topic


def python_values(model, record):
    """(attributes to set, lists of terms or entries to set). Raises ValidationError for what is unknown.

    Names in the record that the kind does not have, such as a field that has gone since, are left out.
    """
    fields = [field for field in fields_of(model) if field.name in record]
    many = {field.name: look_up(field, record[field.name]) for field in fields if field.many_to_many}
    single = {field.name: single_value(field, record[field.name]) for field in fields if not field.many_to_many}
    return single, many


def single_value(field, value):
    if not field.is_relation:
        return field.to_python(value)
    return look_up(field, [value])[0] if value else None


def look_up(field, names):
    """The terms or entries that `names` stand for, in no order."""
    model = field.related_model
    items = terms_by_code(model, names) if issubclass(model, Coded) else entries_by_name(model, names)
    if missing := set(names) - {name_of(item) for item in items}:
        raise ValidationError({field.name: f"Not recognised here: {', '.join(sorted(missing))}."})
    return [item.today if isinstance(item, Topic) else item for item in items]  # merged since the record was kept


def terms_by_code(model, codes):
    return list(model.objects.filter(code__in=codes))


def entries_by_name(model, names):
    pairs = [name.partition(":")[::2] for name in names]
    references = [reference for _, reference in pairs]
    candidates = model.objects.filter(kind__in={kind for kind, _ in pairs}, reference__in=references)
    return [entry for entry in candidates if name_of(entry) in names]


def apply_record(entry, record):
    """Make `entry` (of its own kind) say what `record` says, and save it.

    Raises ValidationError if it cannot: a term or an entry that the record names has gone, a value is not possible,
    or readers would see an entry that lacks what they need.
    """
    single, many = python_values(type(entry), record)
    for name, value in single.items():
        setattr(entry, name, value)
    entry.full_clean(exclude=["slug"])
    refuse_taken_address(entry)
    if entry.is_published and (problems := entry.publication_problems(single | many)):
        raise ValidationError(problems)
    for name, items in many.items():
        getattr(entry, name).set(items)
    entry.save()
    for name in entry.ROWS.keys() & record.keys():
        replace_rows(entry, name, record[name])


def refuse_taken_address(entry):
    """An entry that went back to an address which another has by now would take it from that one."""
    if type(entry).objects.filter(slug=entry.slug).exclude(pk=entry.pk).exists():
        raise ValidationError({"slug": f"Another entry of this kind has the web address “{entry.slug}” now."})


def replace_rows(entry, name, wanted):
    """Make the rows of an entry those that `wanted` says.

    What changes at a moment that stays stays the same row, so that calendars see a change and not another date.
    """
    now = {
        tuple(plain_moment(getattr(row, field)) for field in entry.ROWS[name]): row
        for row in getattr(entry, name).all()
    }
    then = {tuple(row.get(field) for field in entry.ROWS[name]): row for row in wanted}
    gone, new = now.keys() - then.keys(), then.keys() - now.keys()
    changed = moved_rows(gone, new)
    for key in gone - set(changed.values()):
        now[key].delete()
    rows = getattr(entry, name)
    for key in new:
        row = now[changed[key]] if key in changed else rows.model(**{rows.field.name: entry})
        for field in entry.ROWS[name]:
            setattr(row, field, row._meta.get_field(field).to_python(then[key][field]))
        row.save()


def moved_rows(gone, new):
    """{new key: the key that it had}, for rows that are alone at their moment, which is the first part of a key."""
    before, after = Counter(key[0] for key in gone), Counter(key[0] for key in new)
    alone = {key[0]: key for key in gone if before[key[0]] == after[key[0]] == 1}
    return {key: alone[key[0]] for key in new if key[0] in alone}
