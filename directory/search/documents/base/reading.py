"""The base from the rows of the database."""

import ctypes

from directory.search.documents.document_reader import CHUNK, DocumentReader, rows_of
from directory.search.documents.models import SearchDocument, Term
from directory.search.documents.soundness import editions
from directory.search.documents.soundness.mending import mend
from directory.search.documents.soundness.one_moment import one_moment
from directory.search.documents.soundness.words import sound_terms
from directory.search.engine.lexicon import Lexicon, TermTable
from directory.search.engine.segment import Segment
from directory.search.engine.sorted_arrays import OfArrays, SortedTexts, isin_sorted
from directory.search.language.english.stemming import stem

BEFORE_ALL = -(2**63)  # what is damaged may have any id


class Base(OfArrays):
    """`said` are the ids of the words that its documents say, ascending; `words` are those words."""

    ARRAYS, PARTS = ("said",), {"segment": Segment, "table": TermTable, "words": SortedTexts}

    def __init__(self, born, revision, documents, lexicon):
        self.born, self.revision, self.table = born, revision, lexicon.table
        self.segment, self.said = documents.as_segment(lexicon)
        self.words = SortedTexts(sorted({word.encode() for word in lexicon.words(self.said.tolist())}))

    @classmethod
    def of(cls, born, revision, arrays):
        """As it was laid down."""
        made = cls.of_arrays(arrays)
        made.born, made.revision = born, revision
        return made

    def lexicon(self):
        return Lexicon(term_of=stem, table=self.table)

    def not_said(self, ids):
        """Those of ascending ids of words that none of its documents says, as a list."""
        return ids[~isin_sorted(ids, self.said)].tolist()


def read_base(born, revision):
    """Of a revision that the database has come to. What came since may be in it: it is read again with changes."""
    base = Base(born, revision, *read_documents(all_rows, all_terms))
    give_back_memory()
    return base


def read_base_of_one_moment():
    """All of today's edition and nothing else; None where anything would have to be mended first."""
    with one_moment():
        edition = editions.current_edition()
        documents, lexicon = DocumentReader(all_rows()), all_terms()
    if edition is None or documents.unsound(lexicon):
        return None
    return Base(*edition[:2], documents, lexicon)


def all_rows():
    """By a query for each few thousand: the server ends one that would give a million."""
    documents, last, count = SearchDocument.objects.filter(gone=False).order_by("pk"), BEFORE_ALL, CHUNK
    while count == CHUNK:
        count = 0
        for row in rows_of(documents.filter(pk__gt=last)[:CHUNK]):
            last, count = row[0], count + 1
            yield row


def all_terms():
    return Lexicon(sound_terms(Term.objects), term_of=stem)


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
