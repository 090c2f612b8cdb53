"""The index of this process, kept level with the database.

Each request asks for the edition. If that has moved, the documents written since are read and take the place of
the small segment; when it has grown, everything is read again in the background. An index is never changed, only
replaced, so threads share it without a lock.
"""

import ctypes
import threading
from array import array
from dataclasses import dataclass
from operator import itemgetter

import numpy as np
from django.db import connection
from pyroaring import BitMap

from directory.search import actions
from directory.search.arrays import bitmap, within
from directory.search.index import Index
from directory.search.lexicon import Lexicon, Spelling
from directory.search.models import SearchDocument, Term
from directory.search.segment import Columns, Segment
from directory.search.vocabulary import Vocabulary

CHUNK = 5_000  # rows read at a time
DELTA_MOST = 1_000  # documents; beyond this, or a fiftieth of the large segment, it is folded in

FIELDS = (
    "entry_id", "revision", "gone", "title", "options", "positions", "weighed", "impacts", "names", "sessions",
    "sunk", "trust", "due_day", "published_second",
)  # fmt: skip
GONE = FIELDS.index("gone")
# How the fields are kept: plain numbers as arrays hold them, and what the bytes of the others are.
PLAIN = {"entry_id": "q", "revision": "q", "sunk": "b", "trust": "b", "due_day": "i", "published_second": "q"}
PACKED = {
    "options": "<u4",
    "positions": "<u4",
    "weighed": "<u4",
    "impacts": "<u1",
    "names": "<u8",
    "sessions": "<i8",
}
NEVER_DUE = np.iinfo(np.int32).max


@dataclass(frozen=True)
class Bank:
    """What searches are answered from: the index and the vocabulary of one edition. None of them ever changes."""

    born: str
    revision: int
    vocabulary_revision: int
    index: Index
    vocabulary: Vocabulary

    @property
    def version(self):
        """Differs whenever anything that a search page shows may."""
        return f"{self.born}-{self.revision}"


class Store:
    def __init__(self):
        self._bank = None
        self._lock = threading.RLock()
        self._folding = threading.Lock()

    def bank(self):
        """The bank as it stands now. One small query, and more only if something has changed.

        Inside a transaction its own changes count, and only there: what is not committed yet is never kept.
        """
        edition, bank = current_edition(), self._bank
        if is_of(bank, edition):
            return bank
        with self._lock:
            if not self._bank:
                edition = actions.made_whole()
            bank = moved_on(self._bank, edition)
            if not connection.in_atomic_block:
                self._bank = bank
                if bank.index.delta.size > max(DELTA_MOST, bank.index.base.size // 50):
                    self.fold_later()
        return bank

    def fold_later(self):
        """Read everything anew in a thread of its own, unless one is at it."""
        if self._folding.acquire(blocking=False):
            threading.Thread(target=self._fold, daemon=True, name="search-index").start()

    def _fold(self):
        try:
            edition = current_edition()
            folded = moved_on(None, edition)
            with self._lock:
                if is_of(self._bank, edition) or self._bank.born == edition.born:
                    self._bank = folded
        finally:
            connection.close()
            self._folding.release()


store = Store()


def current_edition():
    """(born, revision, vocabulary revision): where the bank stands, which every search asks first."""
    with connection.cursor() as cursor:  # by hand: building the query would take longer than asking it
        cursor.execute("SELECT born, revision, vocabulary_revision FROM search_edition")
        row = cursor.fetchone()
    return row or actions.made_whole()


def is_of(bank, edition):
    return bank is not None and (bank.born, bank.revision) == edition[:2]


def moved_on(bank, edition):
    """The bank of `edition`, with as much of an earlier one as still holds."""
    born, revision, vocabulary_revision = edition
    if bank is None or bank.born != born or bank.revision > revision:
        return Bank(*edition, read_all(revision), Vocabulary())
    kept = bank.vocabulary_revision == vocabulary_revision
    return Bank(*edition, read_changes(bank.index, revision), bank.vocabulary if kept else Vocabulary())


def read_changes(index, revision):
    """An index of what has changed since, over the large segment of `index`.

    Documents are read before the terms that they may name: what is committed in between is read the next time.
    """
    # Put in order here: asked for in it, SQLite would go through all documents instead of the index on revisions.
    rows = sorted(rows_of(SearchDocument.objects.filter(revision__gt=index.base_revision)), key=itemgetter(0))
    changed = Read(row for row in rows if not row[GONE])
    new = Term.objects.filter(pk__gt=index.lexicon.last_id).order_by("pk").values_list("pk", "text")
    lexicon = index.lexicon.with_rows(new)
    delta, words = changed.as_segment(lexicon, first=index.base.size)
    return Index(
        lexicon=lexicon,
        spelling=index.spelling.with_words(words),
        base=index.base,
        delta=delta,
        replaced=places_of([row[0] for row in rows], index.base.entries),
        base_revision=index.base_revision,
    )


def read_all(revision):
    """An index of everything, in one segment. What reading it took is given back to the system."""
    everything = Read(rows_of(SearchDocument.objects.filter(gone=False).order_by("pk")))
    lexicon = Lexicon(Term.objects.order_by("pk").values_list("pk", "text").iterator(chunk_size=CHUNK))
    base, words = everything.as_segment(lexicon)
    delta, _ = Read([]).as_segment(lexicon, first=base.size)
    give_back_memory()
    return Index(
        lexicon=lexicon,
        spelling=Spelling(words),
        base=base,
        delta=delta,
        replaced=BitMap(),
        base_revision=revision,
    )


def give_back_memory():
    """The C library keeps what was freed: over 100 MB after reading 100,000 documents. glibc can be asked for it."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)


def rows_of(queryset):
    return queryset.values_list(*FIELDS).iterator(chunk_size=CHUNK)


class Read:
    """Rows of documents as arrays, words and options still by the ids of their terms."""

    def __init__(self, rows):
        self.titles = []
        self.plain = {name: array(kind) for name, kind in PLAIN.items()}
        self.packed = {name: bytearray() for name in PACKED}
        self.lengths = {name: array("l") for name in PACKED}
        for row in rows:
            self._add(dict(zip(FIELDS, row, strict=True)))

    def _add(self, values):
        self.titles.append(title_key(values["entry_id"], values["title"]))
        for name, numbers in self.plain.items():
            value = values[name]
            numbers.append(NEVER_DUE if value is None else value)
        for name, numbers in self.packed.items():
            numbers += values[name]
            self.lengths[name].append(len(values[name]))

    def as_segment(self, lexicon, first=0):
        """(a segment of these documents, the words that stand in them). Takes the arrays with it."""
        arrays = {name: np.frombuffer(self.packed.pop(name), dtype=kind) for name, kind in PACKED.items()}
        counts = {name: np.array(self.lengths[name]) // np.dtype(kind).itemsize for name, kind in PACKED.items()}
        words = lexicon.words(np.unique(arrays["positions"]).tolist())
        columns = Columns(
            entries=np.array(self.plain["entry_id"]),
            revisions=np.array(self.plain["revision"]),
            sunk=np.array(self.plain["sunk"], dtype=bool),
            trust=np.array(self.plain["trust"], dtype=np.int8),
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
        )
        return Segment(columns, first), words


def title_key(pk, title):
    """What titles are sorted by. Of two entries with one title, the older comes first."""
    return title.encode() + b"\0" + pk.to_bytes(8)


def places_of(ids, entries):
    """Where these ids stand among ascending ones, as a bitmap; ids that do not are left out."""
    wanted = np.array(sorted(ids), dtype=np.int64)
    return bitmap(np.flatnonzero(within(entries, wanted)))
