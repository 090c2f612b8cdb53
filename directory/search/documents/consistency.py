"""Whether the documents are those of the published entries, and writing all of them anew."""

import logging

from django.db import DatabaseError, transaction
from django.db.models import Exists, OuterRef

from directory.catalogue.models import Entry
from directory.search.documents.document_builder import BATCH, documents_of, searchable_entries
from directory.search.documents.document_reader import values_of
from directory.search.documents.index_writer import write_documents
from directory.search.documents.models import SearchDocument, Term
from directory.search.documents.soundness import editions
from directory.search.documents.soundness.editions import next_revision
from directory.search.documents.soundness.seals import seal_of

NO_EDITION = ("", 0, 0)
logger = logging.getLogger(__name__)


def find_differences():
    """What is wrong with the documents: entry id -> "missing", "out of date" or "not gone". Empty if nothing is."""
    found = {}
    published = list(Entry.objects.published().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(published), BATCH):
        some = published[start : start + BATCH]
        stored = SearchDocument.objects.filter(gone=False).in_bulk(some)
        with transaction.atomic():
            for right in documents_of(searchable_entries(some)):
                if right.pk not in stored:
                    found[right.pk] = "missing"
                elif content_of(stored[right.pk]) != content_of(right) or not is_sealed(stored[right.pk]):
                    found[right.pk] = "out of date"
            transaction.set_rollback(True)  # words that have no id yet got one only to compare
    return found | dict.fromkeys(surplus(), "not gone")


def content_of(document):
    """All of a row but when it was written."""
    fields = SearchDocument._meta.local_concrete_fields
    names = [field.attname for field in fields if field.name not in ("revision", "seal")]
    values = (getattr(document, name) for name in names)
    return [bytes(value) if isinstance(value, memoryview) else value for value in values]


def is_sealed(document):
    return document.seal == seal_of(values_of(document), editions.recipe())


@transaction.atomic
def rebuild():
    """Throw every derived row away and write all documents again. Every process then reads them all anew."""
    next_revision()
    editions.claim()
    for model in (SearchDocument, Term):
        model.objects.all().delete()
    write_documents(Entry.objects.published().values_list("pk", flat=True))
    editions.renew()


def ensure_complete():
    """(born, revision, vocabulary revision), once the documents are whole: what a process asks for first.

    Where nothing can be written, what is there has to do.
    """
    try:
        complete()
    except DatabaseError as problem:
        logger.warning("Search documents are missing, and cannot be written now: %s", type(problem).__name__)
    return editions.current_edition() or NO_EDITION


def complete():
    if is_complete():
        return
    with transaction.atomic():
        next_revision()  # another process may be at it: wait, and look again
        if is_complete():
            return
        newer = not (editions.is_own() or editions.is_older())
        if newer:
            editions.claim()
        wrong = set(Entry.objects.published().values_list("pk", flat=True)) if newer else misplaced()
        write_documents(wrong)
        if editions.is_behind():
            editions.renew()
    logger.warning("Search documents were missing or of another version: %d have been written anew.", len(wrong))


def is_complete():
    """Whether documents are by this version or a newer one, and for just the published entries."""
    if editions.current_edition() is None or editions.is_behind():
        return False
    return (editions.is_own() or editions.is_older()) and not misplaced()


def misplaced():
    """The ids of published entries without a document, and of documents that say they are of one and are not."""
    return {*missing(), *surplus()}


# Asked with EXISTS: of a million, no database answers NOT IN.


def missing():
    current = SearchDocument.objects.filter(gone=False, pk=OuterRef("pk"))
    return Entry.objects.published().order_by().filter(~Exists(current)).values_list("pk", flat=True)


def surplus():
    published = Entry.objects.published().order_by().filter(pk=OuterRef("pk"))
    return SearchDocument.objects.filter(~Exists(published), gone=False).values_list("pk", flat=True)
