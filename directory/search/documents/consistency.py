"""Whether the documents are those of the published entries, and writing all of them anew."""

from django.db import transaction

from directory.catalogue.models import Entry
from directory.search.documents.document_builder import BATCH, analysis_version, documents_of, searchable_entries
from directory.search.documents.index_writer import next_revision, write_documents
from directory.search.documents.models import Edition, SearchDocument, Term


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
                elif content_of(stored[right.pk]) != content_of(right):
                    found[right.pk] = "out of date"
            transaction.set_rollback(True)  # words that have no id yet got one only to compare
    surplus = SearchDocument.objects.filter(gone=False).exclude(pk__in=Entry.objects.published())
    return found | dict.fromkeys(surplus.values_list("pk", flat=True), "not gone")


def content_of(document):
    """All of a row but when it was written."""
    names = [field.attname for field in SearchDocument._meta.local_concrete_fields if field.name != "revision"]
    values = (getattr(document, name) for name in names)
    return [bytes(value) if isinstance(value, memoryview) else value for value in values]


@transaction.atomic
def rebuild():
    """Throw every derived row away and write all documents again. Every process then reads them all anew."""
    for model in (Edition, SearchDocument, Term):
        model.objects.all().delete()
    write_documents(Entry.objects.published().values_list("pk", flat=True))


def ensure_complete():
    """(born, revision, vocabulary revision), once the documents are whole: what a process asks for first."""
    if not is_complete():
        with transaction.atomic():
            next_revision()  # another process may be at it: wait, and look again
            if not is_complete():
                rebuild()
    return Edition.objects.values_list("born", "revision", "vocabulary_revision").get(pk=Edition.ONLY)


def is_complete():
    """Whether the documents are of this recipe and for just the published entries: what can be told at a glance."""
    edition = Edition.objects.filter(pk=Edition.ONLY).first()
    if edition is None or edition.analysis != analysis_version():
        return False
    current = SearchDocument.objects.filter(gone=False)
    published = Entry.objects.published()
    return current.count() == published.count() == published.filter(document__gone=False).count()
