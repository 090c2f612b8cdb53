"""Each night: whether everything is found by what it says, and the words that nothing says any more."""

import numpy as np
from django.db import transaction

from directory.search.documents.consistency import find_differences
from directory.search.documents.document_reader import NAMES_TERMS
from directory.search.documents.index_writer import write_documents
from directory.search.documents.models import SearchDocument, Term
from directory.search.documents.soundness import editions

BATCH = 500


def tidy_search(*, now):
    """Mend what is wrong in the database though no process has read it yet, and forget words. Says what was done."""
    mended = len(mend_differences())
    said = f"{mended} search documents made anew" if mended else "all search documents are right"
    return f"{said}, {forget_unused_terms()} words forgotten"


def mend_differences():
    """The ids of the documents that were not right. An older version leaves those of a newer one alone."""
    if editions.is_older():
        return {}
    wrong = find_differences()
    if wrong:
        write_documents(wrong)
    return wrong


@transaction.atomic
def forget_unused_terms():
    """Delete the terms that no document names. Returns how many.

    With the edition locked nobody writes documents meanwhile. No id is ever given again: databases count on.
    """
    editions.lock()
    unused = sorted(set(Term.objects.values_list("pk", flat=True)) - named_terms())
    for start in range(0, len(unused), BATCH):
        Term.objects.filter(pk__in=unused[start : start + BATCH]).delete()
    return len(unused)


def named_terms():
    named = set()
    for row in SearchDocument.objects.values_list(*NAMES_TERMS).iterator(chunk_size=BATCH):
        for packed in map(bytes, row):
            named.update(np.frombuffer(packed[: len(packed) // 4 * 4], dtype="<u4").tolist())
    return named
