"""From rows of documents to segments of the index."""

from array import array
from operator import attrgetter
from types import MappingProxyType

import numpy as np

from directory.search.documents import document_builder
from directory.search.documents.soundness.seals import seal_of
from directory.search.engine.segment import Columns, Segment

FIELDS = (
    "entry_id", "revision", "gone", "title", "options", "positions", "weighed", "impacts", "names", "sessions",
    "meaning", "sunk", "trust", "standing", "in_force_day", "due_day", "published_second",
)  # fmt: skip

GONE = FIELDS.index("gone")
CHUNK = 5_000  # rows read at a time
values_of = attrgetter(*FIELDS)

# How the fields are kept: plain numbers as arrays hold them, and what the bytes of the others are.
PLAIN = {
    "entry_id": "q",
    "revision": "q",
    "sunk": "b",
    "trust": "b",
    "standing": "h",
    "in_force_day": "i",
    "due_day": "i",
    "published_second": "q",
}

PACKED = {
    "options": "<u4",
    "positions": "<u4",
    "weighed": "<u4",
    "impacts": "<u1",
    "names": "<u8",
    "sessions": "<i8",
    "meaning": "<i1",
}

NAMES_TERMS = ("options", "positions", "weighed")
NEVER_DUE = np.iinfo(np.int32).max


def rows_of(queryset):
    """Values in the order of `FIELDS`, and the seal."""
    return queryset.values_list(*FIELDS, "seal").iterator(chunk_size=CHUNK)


class DocumentReader:
    """Rows of documents as arrays, words and options still by the ids of their terms.

    A row that is not as this version wrote it is `broken`. `instead` has values to use in the place of some rows;
    `without` are those to leave out. What is gone has no place in the arrays.
    """

    def __init__(self, rows, instead=MappingProxyType({}), without=()):
        self.broken, self.gone, recipe = set(), set(), document_builder.analysis_version()
        self.titles = []
        self.plain = {name: array(kind) for name, kind in PLAIN.items()}
        self.packed = {name: bytearray() for name in PACKED}
        self.lengths = {name: array("l") for name in PACKED}
        for *values, seal in rows:
            entry = values[0]
            used = instead.get(entry, values)
            if entry not in instead and entry not in without and seal != seal_of(values, recipe):
                self.broken.add(entry)
            elif used[GONE] or entry in without:
                self.gone.add(entry)
            else:
                self._add(dict(zip(FIELDS, used, strict=True)))

    def _add(self, values):
        self.titles.append(title_key(values["entry_id"], values["title"]))
        for name, numbers in self.plain.items():
            value = values[name]
            numbers.append(NEVER_DUE if value is None else value)
        for name, numbers in self.packed.items():
            numbers += values[name]
            self.lengths[name].append(len(values[name]))

    def unsound(self, lexicon):
        """The ids of entries whose rows cannot be used: broken, or naming terms that are not there."""
        entries, unsound = np.array(self.plain["entry_id"]), set(self.broken)
        for name in NAMES_TERMS:
            unknown = ~lexicon.knows(np.frombuffer(self.packed[name], dtype="<u4"))
            if unknown.any():
                of = entries.repeat(np.array(self.lengths[name]) // 4)
                unsound.update(of[unknown].tolist())
        return unsound

    def as_segment(self, lexicon, first=0):
        """(a segment of these documents, the ids of the words that stand in them). Takes the arrays with it."""
        arrays = {name: np.frombuffer(self.packed.pop(name), dtype=kind) for name, kind in PACKED.items()}
        counts = {name: np.array(self.lengths[name]) // np.dtype(kind).itemsize for name, kind in PACKED.items()}
        said = np.unique(arrays["positions"])
        columns = Columns(
            entries=np.array(self.plain["entry_id"]),
            revisions=np.array(self.plain["revision"]),
            sunk=np.array(self.plain["sunk"], dtype=bool),
            trust=np.array(self.plain["trust"], dtype=np.int8),
            standing=np.array(self.plain["standing"]),
            in_force=np.array(self.plain["in_force_day"]),
            due=np.array(self.plain["due_day"]),
            published=np.array(self.plain["published_second"]),
            titles=self.titles,
            options=lexicon.of_ids(arrays.pop("options")),
            options_lengths=counts["options"],
            sequence=lexicon.of_ids(arrays.pop("positions")),
            sequence_lengths=counts["positions"],
            weighed=lexicon.of_ids(arrays.pop("weighed")),
            weighed_lengths=counts["weighed"],
            impacts=arrays["impacts"],
            names=arrays["names"],
            names_lengths=counts["names"],
            sessions=arrays["sessions"],
            sessions_lengths=counts["sessions"],
            meanings=arrays["meaning"],
        )
        return Segment(columns, first), said


def title_key(pk, title):
    """What titles are sorted by. Of two entries with one title, the older comes first."""
    return title.encode() + b"\0" + pk.to_bytes(8)
