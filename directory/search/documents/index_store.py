"""The index of this process, kept level with the database.

Each request asks for the edition. If that has moved, the documents written since are read and take the place of
the small segment; when it has grown, everything is read again in the background. An index is never changed, only
replaced, so threads share it without a lock.
"""

import threading
from dataclasses import dataclass
from operator import itemgetter

import numpy as np
from django.db import OperationalError, connection

from directory.search.documents import consistency
from directory.search.documents.base.reading import Base, read_base, read_documents
from directory.search.documents.base.sharing import shared_base
from directory.search.documents.bounded_lock import BoundedLock
from directory.search.documents.document_reader import rows_of
from directory.search.documents.facet_terms import FacetTerms, read_vocabulary
from directory.search.documents.models import SearchDocument, Term
from directory.search.documents.soundness import editions
from directory.search.documents.soundness.words import sound_terms
from directory.search.engine.bitmaps import bitmap
from directory.search.engine.index import Index
from directory.search.engine.sorted_arrays import isin_sorted
from directory.search.language.english.word_frequencies import expected_share_of
from directory.search.language.spelling import SpellingDictionary
from directory.search.language.vocabulary import Vocabulary

FALLEN_BEHIND = "it has not come as far as what this process has read"
DELTA_MOST = 1_000  # documents; beyond this, or a fiftieth of the large segment, it is folded in
NEW_TERMS_MOST = 2_000  # or a fiftieth: those that edits bring stay in memory, though nothing may say them any more


@dataclass(frozen=True)
class IndexSnapshot:
    """What searches are answered from: all of one edition. Nothing in it ever changes."""

    born: str
    revision: int
    vocabulary_revision: int
    base: Base
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
                if has_grown(snapshot.index):
                    self.fold_later()
        return snapshot

    def fold_later(self):
        """Read everything anew in a thread of its own, unless one is at it."""
        if self._folding.acquire(blocking=False):
            threading.Thread(target=self._fold, daemon=True, name="search-index").start()

    def _fold(self):
        try:
            folded = read_everything(besides=self._snapshot.base)
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


def has_grown(index):
    """Whether so much has changed since all was read that it is time to read all again."""
    documents, terms = index.base.size, len(index.lexicon.table.terms)
    has_changed = index.delta.size > max(DELTA_MOST, documents // 50)
    return has_changed or index.lexicon.added > max(NEW_TERMS_MOST, terms // 50)


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
        return read_everything()
    kept = snapshot.vocabulary_revision == edition[2]
    words = (snapshot.facets, snapshot.vocabulary) if kept else read_words()
    return IndexSnapshot(*edition, snapshot.base, *read_changes(snapshot.base, snapshot.index.lexicon), *words)


def read_everything(besides=None):
    """The snapshot of today, on a newer base than `besides`."""
    edition = consistency.ensure_complete()
    base = shared_base(besides)
    if base is None:
        base = read_base(*edition[:2])
    else:
        edition = current_edition()  # it may have been long in the making
    return IndexSnapshot(*edition, base, *read_changes(base, base.lexicon()), *read_words())


def is_ancestor(snapshot, edition):
    """Whether the database has been at the snapshot's edition and gone on since: not where a backup was put back."""
    return snapshot.born == edition[0] and (snapshot.revision == edition[1] or editions.is_past(snapshot.revision))


def read_words():
    """(the terms of every facet, the vocabulary that queries are read by)"""
    facets = FacetTerms()
    return facets, read_vocabulary(facets)


def read_changes(base, lexicon):
    """(an index of what has changed since over a base, the words of both)"""
    # Put in order here: asked for in it, SQLite would go through all documents instead of the index on revisions.
    changed = SearchDocument.objects.filter(revision__gt=base.revision)
    new = Term.objects.filter(pk__gt=lexicon.last_id)
    documents, lexicon = read_documents(
        lambda: sorted(rows_of(changed), key=itemgetter(0)), lambda: lexicon.with_rows(sound_terms(new))
    )
    replaced = positions_of({*documents.gone, *documents.plain["entry_id"]}, base.segment.entries)
    delta, said = documents.as_segment(lexicon, first=base.segment.size)
    index = Index(
        lexicon=lexicon, base=base.segment, delta=delta, replaced=replaced, expected_share_of=expected_share_of
    )
    return index, SpellingDictionary(lexicon.words(base.not_said(said)), base.words)


def positions_of(ids, entries):
    """Where these ids stand among ascending ones, as a bitmap; ids that do not are left out."""
    wanted = np.array(sorted(ids), dtype=np.int64)
    return bitmap(np.flatnonzero(isin_sorted(entries, wanted)))
