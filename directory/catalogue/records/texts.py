"""What an entry says in words, and what of it looks as if it were about a person.

One answer for all who ask: the import, the way to readers and the restoring of a version ask about the same texts as
the form does.
"""

from dataclasses import dataclass
from hashlib import sha256

from directory.catalogue.records.reading import fields_of, is_text
from directory.catalogue.records.rows import declared_rows, expected_in, row_model, rows_of
from directory.privacy.findings import Finding, findings
from directory.privacy.forms import is_prose

CONTACT_FIELDS = {"url", "source"}  # theirs are public


@dataclass(frozen=True)
class Text:
    """Some words of an entry: of which field or kind of row, by its name and in a curator's words."""

    name: str
    label: str
    words: str
    expected: frozenset = frozenset()  # kinds of findings that belong there

    def findings(self):
        return [finding for finding in findings(self.words) if finding.kind not in self.expected]


@dataclass(frozen=True)
class PersonalFindings:
    """What looks as if it were about a person: the texts, each with one thing found in it."""

    found: tuple[tuple[Text, Finding], ...]

    @property
    def certain(self):
        """(name of the field, what to do), for what nobody may keep."""
        return [
            (text.name, f"Remove “{finding.text}”. It looks like {finding.words}.")
            for text, finding in self.found
            if finding.certain
        ]

    @property
    def unsure(self):
        """What to ask about, a line each."""
        return [
            f"{text.label[:1].upper()}{text.label[1:]}: “{finding.text}” looks like {finding.words}"
            for text, finding in self.found
            if not finding.certain
        ]

    @property
    def digest(self):
        """What a tick is kept as: it was about exactly these texts, and says nothing of others. Empty for none."""
        asked = dict.fromkeys(text for text, finding in self.found if not finding.certain)
        whole = "\0".join(f"{text.name}\0{text.words}" for text in asked)
        return sha256(whole.encode()).hexdigest() if asked else ""

    def problems(self, ticked=None):
        """What stands in the way, a sentence each: all that is certain, and the rest unless `ticked` was about it."""
        certain = [words for _, words in self.certain]
        asked = "" if ticked is None or ticked == self.digest else self.digest
        return [*certain, *([f"{PERSONAL}: {'; '.join(self.unsure)}. {TICK}"] if asked else [])]


NOTHING_PERSONAL = PersonalFindings(())
PERSONAL = "This text looked as if it were about a person"
TICK = "Look at it again, and tick that it is not."


def personal_findings(model, record, before=None):
    """What looks personal in a record of a kind; not what the record `before` said already."""
    known = set(texts_of(model, before)) if before else ()
    new = [text for text in texts_of(model, record) if text not in known]
    return PersonalFindings(tuple((text, finding) for text in new for finding in text.findings()))


def personal_findings_of(entry):
    """What looks personal in what `entry` says now."""
    own = entry.specific
    record = {field.name: getattr(own, field.name) for field in text_fields(type(own))}
    rows = {name: rows_of(own, name) for name in own.ROWS} if own.pk else {}
    return personal_findings(type(own), record | rows)


def text_fields(model):
    return [field for field in fields_of(model) if is_text(field) and field.name not in CONTACT_FIELDS]


def texts_of(model, record):
    for field in text_fields(model):
        if words := record.get(field.name):
            yield Text(field.name, str(field.verbose_name), words)
    for name in declared_rows(model):
        for row in record.get(name) or ():
            yield from texts_of_row(model, name, row)


def words_of_row(model, values):
    """The names of the parts that hold words: a row of an entry says which, by what it is."""
    plain = [field.name for field in model._meta.fields if field.name in values and not field.is_relation]
    if hasattr(model, "prose"):
        return model(**{name: values[name] for name in plain}).prose()
    return [name for name in plain if is_prose(model._meta.get_field(name))]


def texts_of_row(kind, name, values):
    model = row_model(kind, name)
    for part in words_of_row(model, values):
        if words := values.get(part):
            label = f"{model._meta.verbose_name}, {model._meta.get_field(part).verbose_name}"
            yield Text(name, label, words, expected_in(model, part))
