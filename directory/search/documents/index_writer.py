"""Keeping documents in step with entries: written in the transaction that changes them."""

from contextlib import contextmanager
from contextvars import ContextVar
from uuid import uuid4

from django.db import transaction
from django.db.models import F

from directory.catalogue.working_copies.trial import is_on_trial
from directory.search.documents.document_builder import BATCH, analysis_version, documents_of, searchable_entries
from directory.search.documents.models import Edition, SearchDocument

_waiting: ContextVar[set | None] = ContextVar("documents_waiting", default=None)


@transaction.atomic
def write_documents(entry_ids):
    """Write the documents of these entries anew; of those that readers cannot see, that they are gone."""
    every = sorted(entry_ids)
    revision = next_revision()
    for start in range(0, len(every), BATCH):
        some = every[start : start + BATCH]
        written = save_documents(documents_of(searchable_entries(some), revision))
        gone = set(some).difference(written)
        SearchDocument.objects.filter(pk__in=gone, gone=False).update(**BLANK, revision=revision)


BLANK = {
    **dict.fromkeys(["options", "positions", "weighed", "impacts", "names", "sessions", "meaning"], b""),
    "gone": True,
    "words": "",
    "title": "",
}


def save_documents(documents):
    names = [field.name for field in SearchDocument._meta.local_concrete_fields if not field.primary_key]
    SearchDocument.objects.bulk_create(documents, update_conflicts=True, unique_fields=["entry"], update_fields=names)
    return [document.pk for document in documents]


def next_revision(**also):
    """Lock the edition until the transaction ends, count it on, and return its revision."""
    edition = Edition.objects.filter(pk=Edition.ONLY)
    if not edition.update(revision=F("revision") + 1, **also):
        Edition.objects.get_or_create(pk=Edition.ONLY, defaults={"born": uuid4().hex, "analysis": analysis_version()})
        edition.update(revision=F("revision") + 1, **also)
    return edition.values_list("revision", flat=True).get()


@transaction.atomic
def vocabulary_changed():
    """Something that every search page shows or reads questions by has changed, but no document."""
    next_revision(vocabulary_revision=F("revision") + 1)


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
