"""What another bank says, in the terms and entries that we have. What we do not have is named, never invented."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError

from directory.catalogue.models import Entry
from directory.catalogue.records.reading import model_of
from directory.catalogue.records.rows import checked_rows
from directory.catalogue.records.values import name_of
from directory.catalogue.states import State
from directory.exchange.columns.terms import Terms, folded
from directory.following.models import TheirEntry
from directory.following.reading.carried import ROWS, fields_of_kind
from directory.following.reading.values import UnreadableError

LISTED = 10  # names of one field


class Translator:
    """For the entries of one bank. Vocabularies are read once, and entries as they are named."""

    def __init__(self, bank):
        self.bank, self.terms, self.entries = bank, {}, {}

    def record(self, kind, said):
        """`said`, a record of theirs, as one of ours. Raises UnreadableError where ours could not hold it.

        A field that theirs says nothing of yet (`said` may be empty) is in neither.
        """
        fields = [field for field in fields_of_kind(kind) if field.name in said]
        found = {field.name: self.value(field, said[field.name]) for field in fields}
        return found | {name: rows_held(kind, name, said[name]) for name in ROWS.get(kind, ()) if name in said}

    def value(self, field, value):
        if not field.is_relation:
            return value
        known = self.known_of(field)
        if field.many_to_many:
            return sorted({code for one in value if (code := known(one))})
        return known(value) if value else None

    def missing(self, kind, said):
        """What theirs names and we do not have, a line for each field."""
        for field in fields_of_kind(kind):
            value = said.get(field.name)
            if field.is_relation and value:
                known = self.known_of(field)
                gone = [one[1] for one in (value if field.many_to_many else [value]) if not known(one)]
                if gone:
                    yield listed(field, gone)

    def known_of(self, field):
        """What gives our name for one of theirs, or nothing."""
        if issubclass(field.related_model, Entry):
            return lambda named: self.entry(field.related_model, *named)
        return lambda named: self.term(field, *named)

    def term(self, field, code, label):
        """By its code, or by its label where only one has that. What is retired here is not taken up anew."""
        model = field.related_model
        if model not in self.terms:
            self.terms[model] = Terms(field)
        terms = self.terms[model]
        codes = [code] if code in terms.by_code else terms.named.get(folded(label), ())
        term = terms.by_code[codes[0]] if len(codes) == 1 else None
        term = getattr(term, "today", term)
        return None if term is None or term.retired else term.code

    def entry(self, model, uuid, title):
        """The entry of ours that is the same, if it is of this kind and not archived."""
        if uuid not in self.entries:
            self.entries[uuid] = same_entry(self.bank, uuid)
        found = self.entries[uuid]
        return name_of(found) if found and model.KIND in (None, found.kind) else None


def listed(field, names):
    """ "Topics: “one”, “another” and 3 more"."""
    label, more = str(field.verbose_name), len(names) - LISTED
    said = ", ".join(f"“{name}”" for name in names[:LISTED])
    return f"{label[:1].upper()}{label[1:]}: {said}{f' and {more} more' if more > 0 else ''}"


def same_entry(bank, uuid):
    """By the link that we made ourselves: what another bank says it has from this one may be anything."""
    linked = TheirEntry.objects.filter(bank=bank, uuid=uuid).values("entry")
    return Entry.objects.arrived().exclude(state=State.ARCHIVED).filter(pk__in=linked).first()


def rows_held(kind, name, rows):
    """The rows as ours would hold them: a number in one form, times that can be read, nobody's own data."""
    try:
        return checked_rows(model_of(kind), name, rows)
    except ValidationError:  # its words may quote what is about a person
        raise UnreadableError("a number, address, time or decision in it cannot be used") from None


def lines_in(record):
    """Each telephone number with whom it is for."""
    return {(one["value"], one["extension"], one["audience"]) for one in points_of(record, "phone", "text")}


def ways_in(record):
    """What readers press that is no telephone number, with whom it is for; and the site that its page is on."""
    points = points_of(record, "email", "form")
    site = urlsplit(record.get("url") or "").netloc.lower().removeprefix("www.")
    return {(one["channel"], one["value"], one["audience"]) for one in points} | ({("site", site)} if site else set())


def points_of(record, *channels):
    return [one for one in record.get("contact_points") or () if one["channel"] in channels]


def numbers_in(record):
    """The telephone numbers that a record names."""
    return {(value, extension) for value, extension, _ in lines_in(record)}
