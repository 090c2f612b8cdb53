"""The columns of a kind, by every name that we know for them."""

import re
from difflib import get_close_matches

from directory.catalogue.records.reading import fields_of, label_of
from directory.exchange.columns.age_columns import AGES
from directory.exchange.columns.column_help import IDENTITY
from directory.exchange.columns.contact_columns import contact_columns, contact_labels
from directory.exchange.files.tables import REFERENCE
from directory.exchange.matching.other_names import OTHER_NAMES

NEAR = 0.86
SHORTEST_NEAR = 5  # letters: "fax" is not "tax". And a letter more or less: "organization id" is no organization
JOINED = {"address"}  # what people have in more than one column


class Columns:
    """The columns that a file of one kind may have: `labels`, by their names here, in the words of the forms."""

    def __init__(self, model):
        self.labels = {
            **IDENTITY,
            **{field.name: str(field.verbose_name).capitalize() for field in fields_of(model)},
            AGES: "Ages, as 5-11 or KS2",
            **contact_labels(model),
            **{name: str(label_of(model, name)).capitalize() for name in model.ROWS},
        }
        self.labels["slug"] = "Last part of its address on this site"
        self.importable = {*self.labels, *contact_columns(model)}
        self.names = {}
        for column in self.labels:
            for name in OTHER_NAMES.get(column, "").split(";"):
                self.names.setdefault(squeezed(name), column)
        self.names |= {squeezed(label): column for column, label in self.labels.items()}
        self.names |= {squeezed(column): column for column in self.labels}
        self.names.pop("", None)

    def knows(self, heading):
        return squeezed(heading) in self.names

    def named(self, heading):
        """The column that a heading names exactly or nearly, or None."""
        name = squeezed(heading)
        if name in self.names or len(name) < SHORTEST_NEAR:
            return self.names.get(name)
        alike = [known for known in self.names if len(known) >= SHORTEST_NEAR and abs(len(known) - len(name)) <= 1]
        near = get_close_matches(name, alike, n=1, cutoff=NEAR)
        return self.names[near[0]] if near else None

    def suggested(self, headings, chosen_before):
        """For each heading a column, "" to leave it out, or None if it has no name. No column is suggested twice.

        `chosen_before` is {heading: column} of the last file from this source.
        """
        before = {squeezed(heading): column for heading, column in chosen_before.items()}
        found = without_second([self.sure(heading, before) if heading else None for heading in headings])
        unsure = [place for place, heading in enumerate(headings) if heading and found[place] is None]
        for place in sorted(unsure, key=lambda place: self.rank(headings[place])):
            near = self.named(headings[place])
            found[place] = near if near and (near in JOINED or near not in found) else ""
        return found

    def rank(self, heading):
        """The usual names of a column come before the rarer ones, and those that are only near come last."""
        return list(self.names).index(squeezed(heading)) if self.knows(heading) else len(self.names)

    def sure(self, heading, before):
        """What was chosen before, or what our own files and forms call it."""
        name = squeezed(heading)
        if name in before:
            return before[name] if before[name] in self.labels else ""
        own = [column for column, label in self.labels.items() if name in (squeezed(column), squeezed(label))]
        return own[0] if own else None


def without_second(columns):
    return [
        "" if column and column not in JOINED and column in columns[:place] else column
        for place, column in enumerate(columns)
    ]


def squeezed(text):
    """One form for "Establishment Name", "establishment_name" and "EstablishmentName"."""
    return re.sub(r"[\W_]+", "", text.casefold())


def is_ours(table, columns):
    """Whether a file has our own headings, as templates and exports have them: then nobody need match anything."""
    headings = [heading.lower() for heading in table.headings if heading]
    unnamed = table.unnamed or len(set(headings)) < len(headings)
    return REFERENCE in headings and not unnamed and set(headings) <= columns.importable


def is_reference(heading):
    """Whether it is what our own files call a reference, and so holds our own references."""
    return heading.strip().lower() == REFERENCE
