"""The index of this process, kept level with the database.

Each request asks for the edition. If that has moved, the documents written since are read and take the place of
the small segment; when it has grown, everything is read again in the background. An index is never changed, only
replaced, so threads share it without a lock.
"""

import ctypes
import threading
from dataclasses import dataclass
from operator import itemgetter

import numpy as np
from django.db import OperationalError, connection
from pyroaring import BitMap

from directory.search.documents import consistency
from directory.search.documents.bounded_lock import BoundedLock
from directory.search.documents.document_reader import DocumentReader, rows_of
from directory.search.documents.facet_terms import FacetTerms, read_vocabulary
from directory.search.documents.models import SearchDocument, Term
from directory.search.documents.soundness import editions
from directory.search.documents.soundness.mending import mend
from directory.search.documents.soundness.words import sound_terms
from directory.search.engine.bitmaps import bitmap
from directory.search.engine.index import Index
from directory.search.engine.lexicon import Lexicon
from directory.search.engine.sorted_arrays import isin_sorted
from directory.search.language.english.stemming import stem
from directory.search.language.english.word_frequencies import expected_share_of
from directory.search.language.spelling import SpellingDictionary
from directory.search.language.vocabulary import Vocabulary

FALLEN_BEHIND = "it has not come as far as what this process has read"
DELTA_MOST = 1_000  # documents; beyond this, or a fiftieth of the large segment, it is folded in


@dataclass(frozen=True)
class IndexSnapshot:
    """What searches are answered from: all of one edition. Nothing in it ever changes."""

    born: str
    revision: int
    vocabulary_revision: int
    index: Index
    spelling: SpellingDictionary
    facets: FacetTerms
    vocabulary: Vocabulary

    @property
    def version(self):
        """Differs whenever anything that a search page shows may."""
        return f"{self.born}-{self.revision}"


class IndexStore:
    def __init__(self):
        self._snapshot = None
        self._lock = BoundedLock()
        self._folding = threading.Lock()

    def snapshot(self):
        """The index as it stands now. One small query, and more only if something has changed.

        Inside a transaction its own changes count, and only there: what is not committed yet is never kept.
        """
        edition, snapshot = current_edition(), self._snapshot
        if is_current(snapshot, edition):
            return snapshot
        with self._lock:
            refuse_to_go_back(self._snapshot, edition)
            snapshot = advance(self._snapshot, edition)
            if not connection.in_atomic_block:
                self._snapshot = snapshot
                if snapshot.index.delta.size > max(DELTA_MOST, snapshot.index.base.size // 50):
                    self.fold_later()
        return snapshot

    def fold_later(self):
        """Read everything anew in a thread of its own, unless one is at it."""
        if self._folding.acquire(blocking=False):
            threading.Thread(target=self._fold, daemon=True, name="search-index").start()

    def _fold(self):
        try:
            edition = current_edition()
            folded = advance(None, edition)
            with self._lock:
                if self._snapshot.born == folded.born:  # else everything was rebuilt meanwhile
                    self._snapshot = folded
        finally:
            connection.close()
            self._folding.release()


index_store = IndexStore()


def current_edition():
    """(born, revision, vocabulary revision): how far the documents have come, which every search asks first."""
    return editions.current_edition() or consistency.ensure_complete()


def is_current(snapshot, edition):
    return snapshot is not None and (snapshot.born, snapshot.revision) == edition[:2]


def refuse_to_go_back(snapshot, edition):
    """A replica that is a moment behind must not make this process read everything anew, nor may a page be made of
    two editions: the database itself answers in its place.
    """
    ahead = snapshot is not None and snapshot.born == edition[0] and snapshot.revision > edition[1]
    if ahead and editions.are_of_replica():
        raise OperationalError(FALLEN_BEHIND)


def advance(snapshot, edition):
    """The snapshot of `edition`, with as much of an earlier one as still holds."""
    if snapshot is None or not is_ancestor(snapshot, edition):
        edition = consistency.ensure_complete()
        return IndexSnapshot(*edition, *read_all(edition[1]), *read_words())
    kept = snapshot.vocabulary_revision == edition[2]
    words = (snapshot.facets, snapshot.vocabulary) if kept else read_words()
    return IndexSnapshot(*edition, *read_changes(snapshot), *words)


def is_ancestor(snapshot, edition):
    """Whether the database has been at the snapshot's edition and gone on since: not where a backup was put back."""
    return snapshot.born == edition[0] and (snapshot.revision == edition[1] or editions.is_past(snapshot.revision))


def read_words():
    """(the terms of every facet, the vocabulary that queries are read by)"""
    facets = FacetTerms()
    return facets, read_vocabulary(facets)


def read_changes(snapshot):
    """(an index of what has changed since over the large segment of an earlier one, the words of both)"""
    index = snapshot.index
    # Put in order here: asked for in it, SQLite would go through all documents instead of the index on revisions.
    changed = SearchDocument.objects.filter(revision__gt=index.base_revision)
    new = Term.objects.filter(pk__gt=index.lexicon.last_id)
    documents, lexicon = read_documents(
        lambda: sorted(rows_of(changed), key=itemgetter(0)), lambda: index.lexicon.with_rows(sound_terms(new))
    )
    replaced = positions_of({*documents.gone, *documents.plain["entry_id"]}, index.base.entries)
    delta, words = documents.as_segment(lexicon, first=index.base.size)
    moved = Index(
        lexicon=lexicon,
        base=index.base,
        delta=delta,
        replaced=replaced,
        base_revision=index.base_revision,
        expected_share_of=expected_share_of,
    )
    return moved, snapshot.spelling.with_words(words)


def read_all(revision):
    """(an index of everything in one segment, its words). What reading it took is given back to the system."""
    everything = SearchDocument.objects.filter(gone=False).order_by("pk")
    documents, lexicon = read_documents(
        lambda: rows_of(everything), lambda: Lexicon(sound_terms(Term.objects), term_of=stem)
    )
    base, words = documents.as_segment(lexicon)
    delta, _ = DocumentReader([]).as_segment(lexicon, first=base.size)
    give_back_memory()
    index = Index(
        lexicon=lexicon,
        base=base,
        delta=delta,
        replaced=BitMap(),
        base_revision=revision,
        expected_share_of=expected_share_of,
    )
    return index, SpellingDictionary(words)


def read_documents(rows, terms):
    """(the documents, the lexicon). What cannot be used as it lies there is mended first, or left out.

    Documents are read before the terms that they may name: what is committed in between is read the next time.
    """
    documents, lexicon = DocumentReader(rows()), terms()
    if damaged := documents.unsound(lexicon):
        instead = mend(damaged)
        documents, lexicon = DocumentReader(rows(), instead), terms()
        if damaged := documents.unsound(lexicon):
            documents, lexicon = DocumentReader(rows(), instead, without=damaged), terms()
    return documents, lexicon


def give_back_memory():
    """The C library keeps what was freed: over 100 MB after reading 100,000 documents. glibc can be asked for it."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)


def positions_of(ids, entries):
    """Where these ids stand among ascending ones, as a bitmap; ids that do not are left out."""
    wanted = np.array(sorted(ids), dtype=np.int64)
    return bitmap(np.flatnonzero(isin_sorted(entries, wanted)))
