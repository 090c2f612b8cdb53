"""Keeping documents in step with entries: written in the transaction that changes them."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

from directory.catalogue.working_copies.trial import is_on_trial
from directory.search.documents import document_builder
from directory.search.documents.document_builder import BATCH, documents_of, searchable_entries
from directory.search.documents.document_reader import values_of
from directory.search.documents.models import SearchDocument
from directory.search.documents.soundness.editions import next_revision
from directory.search.documents.soundness.seals import seal_of

_waiting: ContextVar[set | None] = ContextVar("documents_waiting", default=None)


@transaction.atomic
def write_documents(entry_ids):
    """Write the documents of these entries anew; of those that readers cannot see, that they are gone."""
    every = sorted(entry_ids)
    revision = next_revision()
    for start in range(0, len(every), BATCH):
        some = every[start : start + BATCH]
        written = save_documents(documents_of(searchable_entries(some), revision))
        known = SearchDocument.objects.filter(pk__in=set(some).difference(written))
        save_documents([gone_document(pk, revision) for pk in known.values_list("pk", flat=True)])


def gone_document(pk, revision):
    packed = ("options", "positions", "weighed", "impacts", "names", "sessions", "meaning")
    blank = dict.fromkeys(packed, b"") | {"trust": 0, "published_second": 0, "sunk": False}
    return SearchDocument(entry_id=pk, revision=revision, gone=True, words="", title="", **blank)


def save_documents(documents):
    for document in documents:
        document.seal = seal_of(values_of(document), document_builder.analysis_version())
    names = [field.name for field in SearchDocument._meta.local_concrete_fields if not field.primary_key]
    SearchDocument.objects.bulk_create(documents, update_conflicts=True, unique_fields=["entry"], update_fields=names)
    return [document.pk for document in documents]


@transaction.atomic
def vocabulary_changed():
    """Something that every search page shows or reads questions by has changed, but no document."""
    next_revision(vocabulary=True)


@transaction.atomic
def pages_changed():
    """Something that search pages show beside entries has changed, but no document and no vocabulary."""
    next_revision()


def update_documents(entry_ids):
    """These entries, or what they say, changed: write them now, or when the batch around this call ends.

    What is only tried is not written: what was read of it would outlive the trial in the index of this process.
    """
    if is_on_trial():
        return
    waiting = _waiting.get()
    if waiting is not None:
        waiting.update(entry_ids)
    elif entry_ids:
        write_documents(entry_ids)


@contextmanager
def batched_updates():
    """Within this block each changed entry is written once, at its end. Use it inside the transaction."""
    if _waiting.get() is not None:
        yield
        return
    token = _waiting.set(set())
    try:
        yield
        waiting = _waiting.get()
    finally:
        _waiting.reset(token)
    if waiting:
        write_documents(waiting)
